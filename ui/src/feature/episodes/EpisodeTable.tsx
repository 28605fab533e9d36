// The table of episodes: sorted and narrowed by the server, page after page; several can be changed at once.

import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import type { EpisodeRow, EpisodeSort } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMay } from "../../shared/me";
import { go } from "../../shared/route";
import { usePages } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { VirtualTable, type Column, type Sort } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { BulkEdit } from "./BulkEdit";
import { chosenOf, isPlain, narrowed, plain, sortOf, wantedOf, type Filters } from "./filters";
import { useCountsBy } from "./useCountsBy";
import { EpisodeState } from "./EpisodeState";

interface EpisodeTableProps {
  filters: Filters;
  onChange: (patch: Partial<Filters>) => void;
  create: ReactNode;
}

const key = (row: EpisodeRow) => row.id;
const newestFirst: ReadonlySet<string> = new Set<EpisodeSort>(["updated", "published"]);

export function EpisodeTable({ filters, onChange, create }: EpisodeTableProps) {
  const t = useText("episodes");
  const mayEdit = useMay("edit");
  const columns = useColumns();
  const wanted = wantedOf(filters);
  const sort = sortOf(filters);
  const pages = usePages("list_episodes", { wanted, sort, limit: 100 });
  const [picked, setPicked] = useState<Set<string>>(new Set());
  const rows = useMemo(() => narrowed(filters.states, pages.rows), [filters.states, pages.rows]);
  const count = useCountsBy(filters);
  const known = [...chosenOf(filters.states)].reduce((sum, one) => sum + count(one), 0);
  const searching = rows !== pages.rows && rows.length < known;
  const { more, hasMore, loadingMore } = pages;
  const seeking = searching && rows.length === 0 && hasMore;
  // Where a page brought nothing to show, no end of the list is in sight that would ask for the next.
  useEffect(() => {
    if (seeking && !loadingMore) more();
  }, [seeking, loadingMore, more]);
  const chosen = rows.filter((row) => picked.has(row.id));
  const open = useCallback((row: EpisodeRow) => go({ to: "/episodes/$id", params: { id: row.id } }), []);

  if (pages.error && pages.rows.length === 0) return <ErrorNote error={pages.error} retry={pages.retry} page />;
  return (
    <>
      {chosen.length > 0 && <BulkEdit chosen={chosen} onDone={() => setPicked(new Set())} />}
      <VirtualTable
        label={t("title")}
        rows={rows}
        rowKey={key}
        columns={columns}
        onChoose={open}
        sort={{ key: sort, down: newestFirst.has(sort) } satisfies Sort}
        onSort={(next) => onChange({ sort: next === null || next.key === sort ? plain.sort : next.key })}
        {...(mayEdit ? { picked, onPick: setPicked } : {})}
        {...(rows === pages.rows || searching ? { onEnd: more } : {})}
        reset={JSON.stringify([wanted, sort])}
        empty={
          pages.loading || seeking ? null : isPlain(filters) ? (
            <EmptyState title={t("none.title")} text={t("none.text")} action={create} />
          ) : (
            <EmptyState title={t("none.filtered")} action={<Button onClick={() => onChange(plain)}>{t("filter.clear")}</Button>} />
          )
        }
      />
    </>
  );
}

function useColumns(): Column<EpisodeRow>[] {
  const t = useText("episodes");
  const terms = useText("terms");
  return useMemo<Column<EpisodeRow>[]>(
    () => [
      {
        key: "title", title: t("field.title"), width: 220, grow: 3, sorts: true,
        render: (row) => <strong className="episode-title">{row.title}</strong>,
      },
      { key: "column", title: t("field.column"), width: 170, grow: 1, render: (row) => <span className="episode-of"><span>{row.column.name}</span> <span className="quiet">{t("number", { n: row.number })}</span></span> },
      { key: "content", title: t("field.content"), width: 110, render: (row) => <EpisodeState episode={row} /> },
      { key: "owner", title: t("field.owner"), width: 90, render: (row) => row.owner?.name ?? <span className="quiet">—</span> },
      { key: "format", title: t("field.format"), width: 110, render: (row) => terms(`format.${row.format}`) },
      { key: "wanted", title: t("field.wanted"), width: 100, sorts: true, render: (row) => row.wanted_day ? <DayText value={row.wanted_day} near /> : <span className="quiet">—</span> },
      { key: "published", title: t("field.published"), width: 110, sorts: true, render: (row) => row.first_published_day ? <DayText value={row.first_published_day} style="iso" /> : <span className="quiet">—</span> },
      { key: "updated", title: t("field.updated"), width: 140, sorts: true, render: (row) => <DayText value={row.updated_at} near withTime /> },
    ],
    [t, terms],
  );
}
