// The line of stages: done with who and when, current with who is waited for, blocked with the reason in words; and below
// it the one next step with who owes it.

import { Tooltip } from "antd";
import type { EpisodeView, LineState, LineStep } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { sayDone } from "../../shared/say";
import { Shape } from "../../shared/StateTag";
import type { Tone } from "../../shared/states";
import { useWrite } from "../../shared/studio";
import { Due, dayOf } from "../../shared/time";
import { useText } from "../../text";
import { Outlets, OpenGates, Tasks } from "./Behind";

const tones: Record<LineState, Tone> = { done: "done", current: "now", blocked: "stop", open: "quiet" };

export function useLineWords(view: EpisodeView) {
  const t = useText("episodes");
  const names = new Map(view.people.map((person) => [person.id, person.name]));
  const known = t("line", { returnObjects: true }) as unknown as Record<string, string>;
  const reasons = t("blocked", { returnObjects: true }) as unknown as Record<string, string>;
  return {
    name: (step: { key: string; name: string | null }) => step.name ?? known[step.key] ?? step.key,
    people: (ids: string[]) => ids.map((id) => names.get(id) ?? "").filter(Boolean).join("、"),
    reason: (code: string) => {
      const gate = view.gates.find((open) => open.gate === code);
      return gate ? t(`gate_open.${gate.gate}`, { n: gate.missing }) : (reasons[code] ?? code);
    },
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

/** How far a step is that has parts: tasks done, channels that are out. */
function partsOf(step: LineStep, view: EpisodeView): string {
  const parts = (done: number, all: number) => (all > 0 && step.state !== "open" ? ` ${done}/${all}` : "");
  if (step.key === "production") return parts(view.tasks.filter((task) => task.done_at !== null).length, view.tasks.length);
  if (step.key !== "published") return "";
  const wanted = view.outlets.filter((one) => one.state !== "canceled");
  return parts(wanted.filter((one) => ["published", "corrected", "withdrawn"].includes(one.state)).length, wanted.length);
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
  const name = `${words.name(step)}${partsOf(step, view)}`;
  return (
    <li data-state={step.state} aria-current={step.state === "current" ? "step" : undefined}>
      <Tooltip
        title={
          <>
            {told.join(" · ")}
            {step.key === "production" && <Tasks tasks={view.tasks} />}
            {(step.key === "ready" || step.key === "published") && <Outlets outlets={view.outlets} />}
          </>
        }
      >
        <span tabIndex={0} role="note" aria-label={`${name}：${told.join("，")}`}>
          <Shape tone={tones[step.state]} />
          {name}
        </span>
      </Tooltip>
    </li>
  );
}

/** Who owes what, and what lies behind it. */
export function NextStepLine({ view }: { view: EpisodeView }) {
  const t = useText("episodes");
  const words = useLineWords(view);
  const next = view.next_step;
  if (!next) return <p className="next-step quiet">{t("next.none")}</p>;
  const owed = next.owed && t(`owed.${next.owed}`);
  const gates = view.content === "scripting" || view.content === "in_review" ? [] : view.gates;
  const reasons = next.blocked_by.filter((code) => !gates.some((open) => open.gate === code));
  return (
    <div className="next">
      <div className="next-step">
        <span className="quiet">{t("next.title")}</span>
        <strong>{next.key === "published" ? t("publish") : words.name(next)}</strong>
        {owed && <span>{owed}</span>}
        {next.waits_for.length > 0 ? <span>{words.people(next.waits_for)}</span> : reasons.length === 0 && <span className="quiet">{t("next.nobody")}</span>}
        <Due at={next.due_at} />
        {reasons.length > 0 && <span className="next-step-blocked">{reasons.map(words.reason).join("，")}</span>}
        {view.steps.includes("remind_next") && <Remind view={view} />}
      </div>
      {next.key === "production" && <Tasks tasks={view.tasks} />}
      {gates.length > 0 && <OpenGates gates={gates} stop={next.key === "ready"} />}
      {view.content === "ready" && <Outlets outlets={view.outlets} />}
    </div>
  );
}

function Remind({ view }: { view: EpisodeView }) {
  const t = useText("episodes");
  const remind = useWrite("remind_next", {
    onDone: ({ now, already }) => {
      const told = now.length > 0 ? now : already;
      sayDone(t(now.length > 0 ? "remind.done" : "remind.already", { who: told.map((one) => one.name).join("、") }));
    },
  });
  return <Button size="small" loading={remind.isPending} onClick={() => remind.mutate({ episode: view.id })}>{t("remind.open")}</Button>;
}
