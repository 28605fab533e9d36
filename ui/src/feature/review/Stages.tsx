// The stages with who did them and who is waited for; reminding and overriding stand here too.

import { useState } from "react";
import type { ReviewStage, ReviewView } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { ConfirmReason } from "../../shared/dialogs";
import { People } from "../../shared/Person";
import { sayDone, sayError } from "../../shared/say";
import { Shape } from "../../shared/StateTag";
import type { Tone } from "../../shared/states";
import { useWrite } from "../../shared/studio";
import { DayText, Due } from "../../shared/time";
import { useText } from "../../text";
import { named } from "./words";

export function Stages({ review }: { review: ReviewView }) {
  const t = useText("review");
  const [overriding, setOverriding] = useState<ReviewStage | null>(null);
  const remind = useWrite("remind", {
    onDone: (told) => sayDone(told.length > 0 ? t("stages.reminded", { who: told.map((one) => one.name).join("、") }) : t("stages.reminded_none")),
  });
  const override = useWrite("override_stage", {
    onDone: (_, input) => {
      sayDone(t("stages.overridden", { stage: review.stages.find((stage) => stage.line.key === input.stage)?.line.name }));
      setOverriding(null);
    },
    onError: (error) => {
      sayError(named(review, error));
      return true;
    },
  });
  const revision = review.revisions[0];
  return (
    <section className="stages" aria-label={t("stages.title")}>
      <h2>{t("stages.title")}</h2>
      <ol>
        {review.stages
          .filter((stage) => stage.line.result !== "not_applicable")
          .map((stage) => (
            <Stage
              key={stage.line.key}
              stage={stage}
              waiting={review.waiting}
              onOverride={review.mine.stages.some((mine) => mine.stage === stage.line.key && mine.override_refusal === null) ? () => setOverriding(stage) : null}
            />
          ))}
      </ol>
      {review.steps.includes("remind") && (
        <Button size="small" loading={remind.isPending} onClick={() => remind.mutate({ review: review.id })}>{t("stages.remind")}</Button>
      )}
      <ConfirmReason
        open={overriding !== null}
        title={`${t("stages.override")} · ${overriding?.line.name ?? ""}`}
        text={t("stages.override_text")}
        confirm={t("stages.override")}
        danger
        busy={override.isPending}
        onCancel={() => setOverriding(null)}
        onConfirm={(reason) => {
          if (overriding && revision)
            override.mutate({ review: review.id, version: review.version, revision: revision.id, stage: overriding.line.key, reason });
        }}
      />
    </section>
  );
}

function Stage({ stage, waiting, onOverride }: { stage: ReviewStage; waiting: boolean; onOverride: (() => void) | null }) {
  const t = useText("review");
  const terms = useText("terms");
  const { line } = stage;
  const open = line.open && waiting;
  const tone: Tone = line.result === "satisfied" ? "done" : line.result === "overridden" ? "doubt" : line.rejected ? "doubt" : open ? "now" : "quiet";
  return (
    <li data-open={open || undefined}>
      <Shape tone={tone} />
      <div>
        <p>
          <strong>{line.name}</strong> {line.result !== "unsatisfied" && <span className="quiet">{terms(`stage.${line.result}`)}</span>}
          {!line.required && <span className="quiet"> {t("stages.optional")}</span>}
          {line.votes_needed > 1 && <span className="quiet"> {t("stages.votes", { n: line.votes_needed })}</span>}
        </p>
        {stage.held_by.length > 0 && (
          <p className="quiet"><People names={stage.held_by.map((one) => one.name)} /> {line.done_at !== null && <DayText value={line.done_at} withTime />}</p>
        )}
        {line.carried && <p className="quiet">{t("stages.carried")}</p>}
        {line.rejected && <p>{t("stages.rejected")}</p>}
        {open && (
          <p>
            {stage.waits_for.length > 0 ? <span className="stage-waits">{t("stages.waits", { who: names(stage) })}</span> : line.required && <span className="stage-nobody">{t("stages.nobody")}</span>} <Due at={line.due_at} />
          </p>
        )}
        {!open && stage.unfilled && <p className="stage-nobody">{t("stages.nobody")}</p>}
        {onOverride && <Button size="small" type="link" onClick={onOverride}>{t("stages.override")}</Button>}
      </div>
    </li>
  );
}

function names(stage: ReviewStage): string {
  const all = stage.waits_for.map((one) => one.name);
  return all.length > 3 ? `${all.slice(0, 3).join("、")} +${all.length - 3}` : all.join("、");
}
