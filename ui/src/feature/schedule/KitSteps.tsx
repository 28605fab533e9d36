// What may be done with a publication now, as the server says it.

import { useState } from "react";
import type { PublicationView, Step } from "../../generated/types";
import type { StudioError } from "../../host";
import { Button } from "../../shared/Button";
import { ConfirmReason } from "../../shared/dialogs";
import { sayDone, sayWarning } from "../../shared/say";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { Correct } from "./Correct";
import { useWhyNotOut } from "./GoingOut";

const asking = ["doubt", "disprove", "cancel", "withdraw"] as const;
type Asking = (typeof asking)[number];

export function KitSteps({ publication }: { publication: PublicationView }) {
  const t = useText("schedule");
  const [asked, setAsked] = useState<Asking | null>(null);
  const [correcting, setCorrecting] = useState(false);
  const done = () => setAsked(null);
  const whyNot = useWhyNotOut();
  const onError = (error: StudioError) => {
    if (error.code !== "checks_unresolved") return false;
    sayWarning(whyNot(error));
    return true;
  };
  const ready = useWrite("mark_ready", { onDone: () => sayDone(t("step.ready_done")), onError });
  const hand = useWrite("hand_over", { onDone: () => sayDone(t("step.handed")), onError });
  const reopen = useWrite("reopen_publication");
  const writes = {
    doubt: useWrite("doubt_publication", { onDone: done }),
    disprove: useWrite("fail_publication", { onDone: done }),
    cancel: useWrite("cancel_publication", { onDone: done }),
    withdraw: useWrite("withdraw_publication", { onDone: done }),
  };
  const of = { publication: publication.id, version: publication.version };
  const may = (step: Step) => publication.steps.includes(step);
  return (
    <div className="kit-steps">
      {may("approve") && <Button type="primary" loading={ready.isPending} onClick={() => ready.mutate(of)}>{t("step.mark_ready")}</Button>}
      {may("start") && <Button type="primary" loading={hand.isPending} onClick={() => hand.mutate(of)}>{t(publication.state === "failed" ? "step.try_again" : "step.hand_over")}</Button>}
      {may("correct") && <Button onClick={() => setCorrecting(true)}>{t("step.correct")}</Button>}
      {asking.filter(may).map((step) => (
        <Button key={step} danger={step === "withdraw"} onClick={() => setAsked(step)}>{t(`step.${step}`)}</Button>
      ))}
      {may("reopen") && <Button loading={reopen.isPending} onClick={() => reopen.mutate(of)}>{t("step.reopen")}</Button>}
      {correcting && <Correct publication={publication} onClose={() => setCorrecting(false)} />}
      {asked && (
        <ConfirmReason
          open
          title={t(`step.${asked}`)}
          text={t(`step.${asked}_text`)}
          confirm={t(`step.${asked}`)}
          danger={asked === "withdraw" || asked === "cancel"}
          busy={writes[asked].isPending}
          onConfirm={(reason) => writes[asked].mutate({ ...of, reason })}
          onCancel={done}
        />
      )}
    </div>
  );
}
