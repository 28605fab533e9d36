// Every topic, last changed first.

import { useMemo } from "react";
import type { TopicFilter, TopicRow, TopicState } from "../../generated/types";
import { ErrorNote } from "../../shared/ErrorNote";
import { People } from "../../shared/Person";
import { StateOf } from "../../shared/StateTag";
import { usePages } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { NearLine } from "./Near";

interface TopicTableProps {
  filter: TopicFilter;
  state: TopicState | null;
  chosen: string;
  onChoose: (id: string) => void;
  empty: React.ReactNode;
}

export function TopicTable({ filter, state, chosen, onChoose, empty }: TopicTableProps) {
  const t = useText("topics");
  const shared = useText("shared");
  const pages = usePages("list_topics", { filter, state, limit: 100 });
  const columns = useMemo<Column<TopicRow>[]>(
    () => [
      { key: "title", title: t("table.title"), width: 260, grow: 3, render: (row) => <span title={row.title}>{row.title} {row.nearest && <NearLine nearest={row.nearest} />}</span> },
      { key: "state", title: t("table.state"), width: 100, render: (row) => <StateOf kind="topic" value={row.state} /> },
      { key: "column", title: t("table.column"), width: 130, grow: 1, render: (row) => row.column?.name },
      { key: "source", title: t("table.source"), width: 110, render: (row) => t(`source.${row.source}`) },
      { key: "proposers", title: t("table.proposers"), width: 120, grow: 1, render: (row) => <People names={row.proposers.map((person) => person.name)} /> },
      { key: "department", title: t("table.department"), width: 130, grow: 1, render: (row) => row.department_name },
      { key: "wanted", title: t("table.wanted"), width: 120, render: (row) => row.wanted_day && <DayText value={row.wanted_day} /> },
      { key: "updated", title: t("table.updated"), width: 110, render: (row) => <DayText value={row.updated_at} near /> },
    ],
    [t],
  );
  if (pages.error) return <ErrorNote error={pages.error} retry={pages.retry} />;
  return (
    <VirtualTable
      label={t("title")}
      rows={pages.rows}
      rowKey={(row) => row.id}
      columns={columns}
      chosen={chosen}
      onChoose={(row) => onChoose(row.id)}
      onEnd={pages.more}
      reset={JSON.stringify([filter, state])}
      empty={pages.loading ? <p className="quiet topic-wait">{shared("loading")}</p> : empty}
    />
  );
}
