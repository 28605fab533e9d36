// What waits for me. One press opens the thing at the place where the work is.

import { type ReactNode, useState } from "react";
import type { WaitingRow } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { usePlatforms } from "../../shared/platforms";
import { Link } from "../../shared/route";
import { StateTag } from "../../shared/StateTag";
import { Due } from "../../shared/time";
import { useText } from "../../text";

/** What anybody gets done before they look at the rest; they come by due time. */
const first = 20;

export function Waiting({ rows }: { rows: readonly WaitingRow[] }) {
  const t = useText("home");
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, first);
  return (
    <>
      <ul className="waiting">
        {shown.map((row) => (
          <li key={`${row.kind} ${row.review ?? row.publication ?? row.task ?? row.episode}`}>
            <To row={row}>
              <Kind row={row} />
              <Words row={row} />
              <Due at={row.due_at} />
            </To>
          </li>
        ))}
      </ul>
      {shown.length < rows.length && <Button type="link" onClick={() => setAll(true)}>{t("waiting_rest", { n: rows.length - shown.length })}</Button>}
    </>
  );
}

function To({ row, children }: { row: WaitingRow; children: ReactNode }) {
  const { episode, review } = row;
  switch (row.kind) {
    case "review":
    case "late":
      return review ? <Link to="/review/$id" params={{ id: review }}>{children}</Link> : <Link to="/review">{children}</Link>;
    case "returned":
      return row.subject === "final_cut" ? (
        <Link to="/episodes/$id" params={{ id: episode }} search={{ tab: "review" }}>{children}</Link>
      ) : (
        <Link to="/episodes/$id/script" params={{ id: episode }}>{children}</Link>
      );
    case "script":
      return <Link to="/episodes/$id/script" params={{ id: episode }}>{children}</Link>;
    case "slot":
      return <Link to="/episodes/$id" params={{ id: episode }} search={{ tab: "publish" }}>{children}</Link>;
    case "task":
      return <Link to="/episodes/$id" params={{ id: episode }} search={{ tab: "production" }}>{children}</Link>;
  }
}

function Kind({ row }: { row: WaitingRow }) {
  const t = useText("home");
  const name = row.kind === "review" ? row.what : row.kind === "task" ? craft(row.what, t) : t(`kind.${row.kind}`);
  return <StateTag tone={row.kind === "late" ? "stop" : row.kind === "returned" ? "doubt" : "now"}>{name}</StateTag>;
}

function Words({ row }: { row: WaitingRow }) {
  const t = useText("home");
  const terms = useText("terms");
  const platforms = usePlatforms();
  const { title } = row;
  switch (row.kind) {
    case "review":
      return <span className="waiting-words">{t("row.review", { title, n: row.revision })}{row.subject === "final_cut" && <span className="quiet"> {t("subject.final_cut")}</span>}</span>;
    case "late":
      return <span className="waiting-words">{t("row.late", { title, n: row.revision, stage: row.what })}</span>;
    case "returned":
      return (
        <span className="waiting-words">
          {t("row.returned", { title, n: row.revision })} <span className="quiet">{row.unanswered > 0 ? t("row.unanswered", { n: row.unanswered }) : t("row.answered")}</span>
        </span>
      );
    case "slot":
      return (
        <span className="waiting-words">
          {t("row.slot", { title })} <span className="quiet">{platforms(row.what)}{row.state && ` · ${terms(`publication.${row.state}`)}`}</span>
        </span>
      );
    case "script":
      return <span className="waiting-words">{t("row.script", { title })}</span>;
    case "task":
      return <span className="waiting-words">{t("row.task", { title })}</span>;
  }
}

function craft(word: string, t: ReturnType<typeof useText<"home">>): string {
  const words = t("craft", { returnObjects: true }) as Record<string, string>;
  return words[word] ?? word;
}
