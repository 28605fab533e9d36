// After its approval a script is taken back to writing first, with a reason; everything after it is done again.

import { useState } from "react";
import { Button } from "../../shared/Button";
import { ConfirmReason } from "../../shared/dialogs";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";

export function ReviseButton({ episodeId }: { episodeId: string }) {
  const t = useText("scripts");
  const [open, setOpen] = useState(false);
  const { data: episode } = useRead("episode_view", { episode: episodeId });
  const revise = useWrite("revise_script", { onDone: () => setOpen(false), onError: () => true });
  if (!episode?.steps.includes("revise_script")) return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>{t("revise.open")}</Button>
      <ConfirmReason
        open={open}
        title={t("revise.open")}
        text={t("revise.text")}
        confirm={t("revise.confirm")}
        danger
        busy={revise.isPending}
        error={revise.error ?? undefined}
        onConfirm={(reason) => revise.mutate({ episode: episodeId, version: episode.version, reason })}
        onCancel={() => setOpen(false)}
      />
    </>
  );
}
