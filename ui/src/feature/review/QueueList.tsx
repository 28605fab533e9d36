// The rows of the queue: what, which revision, for which stage, how long still; and why not, for whoever may not vote.

import type { QueueRow } from "../../generated/operations";
import { Link } from "../../shared/route";
import { sentenceOf } from "../../shared/sentence";
import { Due } from "../../shared/time";
import { StateTag } from "../../shared/StateTag";
import { useText } from "../../text";

export function QueueList({ rows, chosen, narrow = false }: { rows: readonly QueueRow[]; chosen: string | null; narrow?: boolean }) {
  const t = useText("review");
  return (
    <ul className="queue" aria-label={t("queue.name")} data-narrow={narrow || undefined}>
      {rows.map((row) => (
        <li key={row.review} data-chosen={row.review === chosen || undefined}>
          <Link to="/review/$id" params={{ id: row.review }} aria-current={row.review === chosen || undefined} id={`queue-${row.review}`}>
            <span className="queue-title">《{row.episode.title}》</span>
            <Due at={row.due_at} />
            <span className="queue-what">
              {t("episode_number", { column: row.episode.column.name, n: row.episode.number })} · {t(`subject.${row.subject}`)} ·{" "}
              {t("revision", { n: row.revision_number })}
              {!narrow && ` · ${t("submitted", { who: row.submitted_by.name })}`}
            </span>
            <Standing row={row} narrow={narrow} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Standing({ row, narrow }: { row: QueueRow; narrow: boolean }) {
  const t = useText("review");
  if (row.state !== "running") {
    return <StateTag tone={row.state === "approved" ? "done" : "doubt"}>{t(`state.${row.state}`)}</StateTag>;
  }
  const mine = row.stages.filter((stage) => stage.yours && stage.refusal === null);
  if (mine.length > 0) {
    const who = mine.find((stage) => stage.standing_for)?.standing_for;
    const gate = mine.find((stage) => stage.gate !== null)?.gate;
    return (
      <>
        <StateTag tone="now">
          {mine.map((stage) => stage.name).join("、")}
          {who && ` · ${t("decide.deputy", { who: who.name })}`}
        </StateTag>
        {gate && !narrow && <span className="queue-why">{sentenceOf(gate)}</span>}
      </>
    );
  }
  const names = row.stages.map((stage) => stage.name).join("、");
  if (row.own_work) return <StateTag tone="quiet">{`${t("queue.wait", { stage: names })} · ${t("queue.own_work")}`}</StateTag>;
  const refusal = row.stages.find((stage) => stage.yours)?.refusal;
  return (
    <>
      <StateTag tone="quiet">{t("queue.wait", { stage: names })}</StateTag>
      {refusal && !narrow && <span className="queue-why">{refusal.code === "already_voted_in_another_stage" ? t("queue.voted") : sentenceOf(refusal)}</span>}
    </>
  );
}
