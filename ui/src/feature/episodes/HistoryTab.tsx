// What happened to an episode: the steps of its content, and every change with what it changed.

import type { EpisodeTrace } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { StateOf } from "../../shared/StateTag";
import { usePages, useRead } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";

export function HistoryTab({ episodeId }: { episodeId: string }) {
  const t = useText("episodes");
  const steps = useRead("episode_steps", { episode: episodeId });
  const traces = usePages("episode_history", { episode: episodeId, limit: 60 });
  if (traces.error) return <ErrorNote error={traces.error} retry={traces.retry} />;
  return (
    <div className="episode-history">
      <section>
        <h2>{t("history.steps")}</h2>
        <ol>
          {(steps.data ?? []).map((step, n) => (
            <li key={n}>
              <StateOf kind="content" value={step.to} />
              <span>{step.by.name}</span>
              <span className="quiet"><DayText value={step.at} withTime /></span>
              {step.reason && <span>{step.reason}</span>}
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{t("history.changes")}</h2>
        {traces.rows.length === 0 && !traces.loading && <EmptyState title={t("history.none")} />}
        <ol>{traces.rows.map((trace) => <Trace key={trace.seq} trace={trace} />)}</ol>
        {traces.hasMore && <Button loading={traces.loadingMore} onClick={traces.more}>{t("history.more")}</Button>}
      </section>
    </div>
  );
}

function Trace({ trace }: { trace: EpisodeTrace }) {
  const t = useText("episodes");
  const known = t("operation", { returnObjects: true }) as unknown as Record<string, string>;
  const fields = t("field", { returnObjects: true }) as unknown as Record<string, string>;
  const changes = changesOf(trace);
  return (
    <li>
      <span className="quiet"><DayText value={trace.at} withTime /></span>
      <span>{trace.by?.name}</span>
      <span>{known[trace.operation] ?? trace.operation}</span>
      <span className="episode-trace">
        {changes.map((change) => (
          <span key={change.name}>
            {fields[change.name] ?? t("history.shot", { code: change.name })}：{change.before && <del>{change.before}</del>} <ins>{change.after}</ins>
          </span>
        ))}
      </span>
    </li>
  );
}

interface Changed { name: string; before: string; after: string }

const shown = ["title", "number", "target_seconds", "wanted_day", "reason"];
const names: Record<string, string> = { target_seconds: "target", wanted_day: "wanted" };

/** The values that differ between the two states in a trace, short enough for a line; shots by their code. */
function changesOf(trace: EpisodeTrace): Changed[] {
  const [before, after] = [parsed(trace.before), parsed(trace.after)];
  const word = (value: unknown): string => {
    const text = typeof value === "object" && value !== null && "name" in value ? String(value.name) : value == null ? "" : String(value);
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
  };
  // Of a new episode its title says enough.
  const fields = trace.before === null ? ["title"] : [...shown, "column", "owner"];
  const found = fields.flatMap((name) => {
    const [old, now] = [word(before[name]), word(after[name])];
    return old === now ? [] : [{ name: names[name] ?? name, before: trace.before === null ? "" : old, after: now }];
  });
  type Lines = { code: string; id: string; line: string }[];
  const [old, now] = [(before["shots"] ?? []) as Lines, (after["shots"] ?? []) as Lines];
  for (const shot of now.slice(0, 4)) {
    const was = old.find((one) => one.id === shot.id);
    if ((was?.line ?? "") !== shot.line) found.push({ name: shot.code, before: word(was?.line), after: word(shot.line) });
  }
  return found;
}

function parsed(json: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
