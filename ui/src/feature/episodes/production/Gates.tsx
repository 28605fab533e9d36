// The gates before publishing: what is shut, what stands open, what was passed over and by whom.

import { useState } from "react";
import type { GateView, ProductionView } from "../../../generated/types";
import { Button } from "../../../shared/Button";
import { ConfirmReason } from "../../../shared/dialogs";
import { sayDone } from "../../../shared/say";
import { Shape } from "../../../shared/StateTag";
import { useWrite } from "../../../shared/studio";
import { useText } from "../../../text";
import { Section } from "./Section";

export function Gates({ production }: { production: ProductionView }) {
  const t = useText("production");
  const terms = useText("terms");
  const [asked, setAsked] = useState<GateView | null>(null);
  const pass = useWrite("pass_gate", { onDone: () => setAsked(null) });
  const start = useWrite("start_production");
  const submit = useWrite("submit_cut", { onDone: () => sayDone(t("steps.submitted")) });
  const approve = useWrite("approve_cut", { onDone: () => sayDone(t("steps.ready")) });
  const episode = production.episode;
  const may = (step: (typeof production.steps)[number]) => production.steps.includes(step);
  const word = (gate: GateView) => terms(`gate.${gate.gate}` as never) as string;
  return (
    <Section
      title={t("gates.title")}
      tools={
        <div className="made-steps">
          {may("start_production") && <Button loading={start.isPending} onClick={() => start.mutate({ episode })}>{t("steps.start_production")}</Button>}
          {may("submit_cut") && <Button type="primary" loading={submit.isPending} onClick={() => submit.mutate({ episode })}>{t("steps.submit_cut")}</Button>}
          {may("approve_cut") && <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate({ episode })}>{t("steps.approve_cut")}</Button>}
        </div>
      }
    >
      <ul className="gates">
        {production.gates.map((gate) => (
          <li key={gate.gate} data-hard={(gate.hard && gate.open) || undefined}>
            <Shape tone={gate.passed ? "doubt" : !gate.open ? "done" : gate.hard ? "stop" : "quiet"} />
            <strong>{word(gate)}</strong>
            <span className="quiet">
              {gate.passed
                ? t("gates.passed", { name: gate.passed.by.name, reason: gate.passed.reason })
                : !gate.open ? t("gates.shut") : gate.missing > 1 ? t("gates.missing", { n: gate.missing }) : t("gates.open")}
            </span>
            {gate.open && gate.gate === "minors_absent" && <span className="gates-hard">{t("gates.hard")}</span>}
            {gate.open && !gate.hard && may("pass_gate") && <Button size="small" onClick={() => setAsked(gate)}>{t("gates.pass")}</Button>}
          </li>
        ))}
      </ul>
      {asked && (
        <ConfirmReason
          open
          title={t("gates.pass_title", { gate: word(asked) })}
          text={t("gates.pass_text")}
          confirm={t("gates.pass")}
          busy={pass.isPending}
          onConfirm={(reason) => pass.mutate({ episode, gate: asked.gate, reason })}
          onCancel={() => setAsked(null)}
        />
      )}
    </Section>
  );
}
