// Every work with its views, and how they stood one, three and seven days after it went out.

import { Link } from "@tanstack/react-router";
import type { WorkRow } from "../../generated/types";
import { EmptyState } from "../../shared/EmptyState";
import { Count } from "../../shared/Rate";
import { DayText } from "../../shared/time";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { Figure } from "./Figure";

const atAge = (row: WorkRow, age: number) => row.ages.find((one) => one.age === age)?.reading?.value ?? null;

export function Works({ works, all }: { works: readonly WorkRow[]; all: number }) {
  const t = useText("metrics");
  const columns: Column<WorkRow>[] = [
    { key: "title", title: t("work"), width: 220, grow: 2, value: (row) => row.title, render: (row) => <Link to="/episodes/$id" params={{ id: row.episode }} search={{ tab: "metrics" } as never}>{row.title}</Link> },
    { key: "column", title: t("column"), width: 130, grow: 1, value: (row) => row.column.name, render: (row) => row.column.name },
    { key: "published", title: t("published"), width: 120, value: (row) => row.published, render: (row) => <DayText value={row.published} style="iso" /> },
    { key: "views", title: t("views"), width: 130, align: "end", value: (row) => row.views.value, render: (row) => <Figure total={row.views} /> },
    { key: "likes", title: t("likes"), width: 110, align: "end", value: (row) => row.likes.value, render: (row) => <Figure total={row.likes} /> },
    ...[1, 3, 7].map((age): Column<WorkRow> => ({
      key: `age${age}`,
      title: t("after_days", { n: age }),
      width: 92,
      align: "end",
      value: (row) => atAge(row, age),
      render: (row) => <Count value={atAge(row, age)} />,
    })),
  ];
  return (
    <>
      <VirtualTable label={t("tabs.works")} rows={works} rowKey={(row) => row.episode} columns={columns} empty={<EmptyState title={t("no_works")} />} />
      {all > works.length && <p className="quiet">{t("first_only", { n: works.length, all })}</p>}
    </>
  );
}
