// The line of stages: done with who and when, current with who is waited for, blocked with the reason in words.

import { Tooltip } from "antd";
import type { EpisodeView, LineState, LineStep } from "../../generated/operations";
import { Due, dayOf } from "../../shared/time";
import { Shape } from "../../shared/StateTag";
import type { Tone } from "../../shared/states";
import { useText } from "../../text";

const tones: Record<LineState, Tone> = { done: "done", current: "now", blocked: "stop", open: "quiet" };

export function useLineWords(view: EpisodeView) {
  const t = useText("episodes");
  const terms = useText("terms");
  const names = new Map(view.people.map((person) => [person.id, person.name]));
  const gates = terms("gate", { returnObjects: true }) as Record<string, string>;
  const known = t("line", { returnObjects: true }) as unknown as Record<string, string>;
  const reasons = t("blocked", { returnObjects: true }) as unknown as Record<string, string>;
  return {
    name: (step: { key: string; name: string | null }) => step.name ?? known[step.key] ?? step.key,
    people: (ids: string[]) => ids.map((id) => names.get(id) ?? "").filter(Boolean).join("、"),
    reason: (code: string) => reasons[code] ?? gates[code] ?? code,
  };
}

export function StageLine({ view }: { view: EpisodeView }) {
  const t = useText("episodes");
  return (
    <ol className="stage-line" aria-label={t("line_label")}>
      {view.line.map((step) => <Step key={step.key} step={step} view={view} />)}
    </ol>
  );
}

function Step({ step, view }: { step: LineStep; view: EpisodeView }) {
  const t = useText("episodes");
  const words = useLineWords(view);
  const told = [
    t(`state.${step.state}`),
    step.by.length > 0 ? words.people(step.by) : "",
    step.at === null ? "" : dayOf(step.at),
    step.waits_for.length > 0 && step.state !== "done" ? t("waits_for", { who: words.people(step.waits_for) }) : "",
    ...step.blocked_by.map(words.reason),
  ].filter(Boolean);
  return (
    <li data-state={step.state} aria-current={step.state === "current" ? "step" : undefined}>
      <Tooltip title={told.join(" · ")}>
        <span tabIndex={0} aria-label={`${words.name(step)}：${told.join("，")}`}>
          <Shape tone={tones[step.state]} />
          {words.name(step)}
        </span>
      </Tooltip>
    </li>
  );
}

/** Who owes what. */
export function NextStepLine({ view }: { view: EpisodeView }) {
  const t = useText("episodes");
  const words = useLineWords(view);
  const next = view.next_step;
  if (!next) return <p className="next-step quiet">{t("next.none")}</p>;
  return (
    <p className="next-step">
      <span className="quiet">{t("next.title")}</span>
      <strong>{words.name(next)}</strong>
      {next.waits_for.length > 0 ? <span>{words.people(next.waits_for)}</span> : next.blocked_by.length === 0 && <span className="quiet">{t("next.nobody")}</span>}
      <Due at={next.due_at} />
      {next.blocked_by.length > 0 && <span className="next-step-blocked">{next.blocked_by.map(words.reason).join("，")}</span>}
    </p>
  );
}
