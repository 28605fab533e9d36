// Accepting a finding with a reason, in this episode or everywhere, and taking that back. Who, when and why stay on record.

import { useQueryClient } from "@tanstack/react-query";
import { Radio } from "antd";
import { useState } from "react";
import type { ProofFinding } from "../../generated/operations";
import { useText } from "../../text";
import { ConfirmReason } from "../dialogs";
import { useMay } from "../me";
import { sayDone } from "../say";
import { useRead, useWrite } from "../studio";
import { groupOf } from "./words";

/** What was checked while it was typed is no read that a write makes stale by itself. */
function useCheckAgain(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ["check_texts"] });
}

interface SilenceDialogProps {
  episode: string;
  finding: ProofFinding;
  words: string;
  onClose: () => void;
}

export function SilenceDialog({ episode, finding, words, onClose }: SilenceDialogProps) {
  const t = useText("proof");
  const mayUnit = useMay("edit");
  const again = useCheckAgain();
  const wording = groupOf(finding.rule) === "wording";
  const [everywhere, setEverywhere] = useState(false);
  const [anyWords, setAnyWords] = useState(false);
  const silence = useWrite("silence_finding", {
    onDone: () => {
      again();
      sayDone(t("silence.done"));
      onClose();
    },
    onError: () => true,
  });
  return (
    <ConfirmReason
      open
      title={t("silence.title", { words })}
      text={
        <span className="silence-choices">
          <span>{t("silence.text")}</span>
          {mayUnit && (
            <Radio.Group
              aria-label={t("silence.where")}
              value={everywhere}
              onChange={(event) => setEverywhere(event.target.value as boolean)}
              options={[{ value: false, label: t("silence.here") }, { value: true, label: t("silence.everywhere") }]}
            />
          )}
          {wording && (
            <Radio.Group
              aria-label={t("silence.which")}
              value={anyWords}
              onChange={(event) => setAnyWords(event.target.value as boolean)}
              options={[{ value: false, label: t("silence.these_words", { words }) }, { value: true, label: t("silence.any_words") }]}
            />
          )}
        </span>
      }
      confirm={t("silence.do")}
      busy={silence.isPending}
      error={silence.error}
      onCancel={onClose}
      onConfirm={(reason) => silence.mutate({ episode: everywhere ? null : episode, rule: finding.rule, words: anyWords ? null : words, reason })}
    />
  );
}

interface LiftDialogProps {
  episode: string;
  rule: string;
  words: string;
  onClose: () => void;
}

export function LiftDialog({ episode, rule, words, onClose }: LiftDialogProps) {
  const t = useText("proof");
  const again = useCheckAgain();
  const found = useRead("list_silences", { episode, lifted: false }, { keep: false });
  const silence = found.data?.find((one) => one.rule === rule && (one.words === null || one.words === words));
  const lift = useWrite("lift_silence", {
    onDone: () => {
      again();
      sayDone(t("lift.done"));
      onClose();
    },
    onError: () => true,
  });
  if (!found.data && !found.error) return null;
  return (
    <ConfirmReason
      open
      title={t("lift.title", { words })}
      text={silence ? t("lift.text", { who: silence.by.name, reason: silence.reason }) : t("lift.gone")}
      confirm={t("lift.do")}
      busy={lift.isPending}
      error={lift.error ?? found.error}
      onCancel={onClose}
      onConfirm={(reason) => (silence ? lift.mutate({ silence: silence.id, reason }) : onClose())}
    />
  );
}
