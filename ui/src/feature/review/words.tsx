// Small words that several pieces of the review need: changed words, names of stages, why somebody may not vote.

import { Fragment } from "react";
import type { Refusal, ReviewView, ScriptField, Segment } from "../../generated/operations";
import { StudioError } from "../../host";
import { Marked } from "../../shared/proof/Marked";
import type { Checked } from "../../shared/proof/marks";
import { sentenceOf } from "../../shared/sentence";
import { useText } from "../../text";

/** A text with what was taken out struck through, what came in underlined, and what the checker found in it as it stands now. */
export function Words({ segments, checked }: { segments: readonly Segment[]; checked?: Checked | undefined }) {
  const whole = segments.map((segment) => (segment.kind === "removed" ? "" : segment.text)).join("");
  let from = 0;
  return (
    <>
      {segments.map((segment, at) => {
        if (segment.kind === "removed") return <del key={at} className="word-gone">{segment.text}</del>;
        const marked = <Marked text={segment.text} checked={checked} whole={whole} from={from} />;
        from += segment.text.length;
        return segment.kind === "same" ? <Fragment key={at}>{marked}</Fragment> : <ins key={at} className="word-new">{marked}</ins>;
      })}
    </>
  );
}

/** The name that the template gives a stage. */
export function stageName(review: ReviewView, key: string): string {
  return review.stages.find((stage) => stage.line.key === key)?.line.name ?? key;
}

/** A refusal as an error whose stage is said by its name. */
export function named(review: ReviewView, refusal: Refusal | StudioError): StudioError {
  const error = StudioError.of(refusal);
  const stage = error.params["stage"];
  return typeof stage === "string" ? new StudioError(error.code, { ...error.params, stage: stageName(review, stage) }) : error;
}

export const whyNot = (review: ReviewView, refusal: Refusal): string => sentenceOf(named(review, refusal));

/** What a field's value is called when it is a word and not a text. */
export function useFieldWords(): (field: ScriptField, value: string) => string {
  const t = useText("review");
  const words = (name: "size" | "case_stage") => t(name, { returnObjects: true }) as Record<string, string>;
  return (field, value) =>
    field === "size" || field === "case_stage" ? (words(field)[value] ?? value) : field === "omitted" && value ? t("shot.omitted") : value;
}

/** "01:23" of a moment in a film. */
export function filmTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}
