// The episodes in progress by state. A card moves by what happens to it (a vote, a cut), not by hand.

import type { EpisodeRow } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { Link } from "../../shared/route";
import { StateOf } from "../../shared/StateTag";
import { useGradually } from "../../shared/gradually";
import { useRead } from "../../shared/studio";
import { DayText, dayOf, useNow } from "../../shared/time";
import { useText } from "../../text";
import { wantedOf, type Filters, type Standing } from "./filters";
import { useCountsBy } from "./useCountsBy";

/** Cards of a state that are on screen before one scrolls. */
const atOnce = 10;

export function EpisodeBoard({ filters, onAll }: { filters: Filters; onAll: (state: Standing) => void }) {
  const t = useText("episodes");
  const terms = useText("terms");
  const { data, error, refetch } = useRead("board_episodes", { wanted: { ...wantedOf(filters), states: [] } });
  const count = useCountsBy(filters);
  if (error) return <ErrorNote error={error} retry={() => void refetch()} page />;
  return (
    <div className="episode-board">
      {(data ?? []).map((column) => (
        <section key={column.content} aria-label={terms(`content.${column.content}`)}>
          <h2><StateOf kind="content" value={column.content} /> <span className="quiet">{column.episodes}</span></h2>
          <ul>
            <Cards rows={column.rows} />
          </ul>
          {column.rows.length === 0 && <p className="quiet episode-board-none">{t("board.none")}</p>}
          {column.episodes > column.rows.length && <Button type="link" size="small" onClick={() => onAll(column.content)}>{t("board.all", { n: column.episodes })}</Button>}
          {column.content === "ready" && count("published") > 0 && <Button type="link" size="small" onClick={() => onAll("published")}>{t("board.out", { n: count("published") })}</Button>}
        </section>
      ))}
    </div>
  );
}

function Cards({ rows }: { rows: readonly EpisodeRow[] }) {
  const drawn = useGradually(rows.length, atOnce);
  return rows.slice(0, drawn).map((row) => <Card key={row.id} row={row} />);
}

function Card({ row }: { row: EpisodeRow }) {
  const t = useText("episodes");
  const terms = useText("terms");
  const now = useNow();
  const days = Math.floor((now - row.content_at) / 86_400_000);
  const late = row.wanted_day !== null && row.wanted_day < dayOf(now) && row.first_published_day === null;
  return (
    <li>
      <Link to="/episodes/$id" params={{ id: row.id }} className="episode-card">
        <strong>{row.title}</strong>
        <span className="quiet">{row.column.name} {t("number", { n: row.number })} · {terms(`format.${row.format}`)}</span>
        <span className="episode-card-foot">
          <span>{row.owner?.name ?? <span className="quiet">{t("no_owner")}</span>}</span>
          {row.wanted_day && <span data-late={late || undefined}>{late && t("board.late")} <DayText value={row.wanted_day} near /></span>}
          {days > 0 && <span className="quiet">{t("board.days", { n: days })}</span>}
        </span>
      </Link>
    </li>
  );
}
