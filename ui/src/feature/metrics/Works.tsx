// Every work with its views, and how they stood one, three and seven days after it went out.

import type { Reading, Usual, WorkRow } from "../../generated/types";
import { EmptyState } from "../../shared/EmptyState";
import { Link } from "../../shared/route";
import { DayText } from "../../shared/time";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { Figure, Told } from "./Figure";

const atAge = (row: WorkRow, age: number) => row.ages.find((one) => one.age === age)?.reading ?? null;

export function Works({ works, usual, all }: { works: readonly WorkRow[]; usual: readonly Usual[]; all: number }) {
  const t = useText("metrics");
  const columns: Column<WorkRow>[] = [
    { key: "title", title: t("work"), width: 200, grow: 2, value: (row) => row.title, render: (row) => <Link to="/episodes/$id" params={{ id: row.episode }} search={{ tab: "metrics" }}>{row.title}</Link> },
    { key: "column", title: t("column"), width: 110, grow: 1, value: (row) => row.column.name, render: (row) => row.column.name },
    { key: "published", title: t("published"), width: 104, value: (row) => row.published, render: (row) => <DayText value={row.published} style="iso" /> },
    { key: "views", title: t("views"), width: 130, align: "end", value: (row) => row.views.value, render: (row) => <Figure total={row.views} /> },
    { key: "likes", title: t("likes"), width: 100, align: "end", value: (row) => row.likes.value, render: (row) => <Figure total={row.likes} /> },
    ...[1, 3, 7].map((age): Column<WorkRow> => ({
      key: `age${age}`,
      title: t("after_days", { n: age }),
      // The last figure has had the time to grow.
      width: age === 7 ? 150 : 118,
      align: "end",
      value: (row) => atAge(row, age)?.value ?? null,
      render: (row) => <AtAge reading={atAge(row, age)} usual={usual.find((one) => one.age === age)?.median ?? null} />,
    })),
  ];
  const known = usual.filter((one) => one.median !== null);
  return (
    <>
      {known.length > 0 && (
        <p className="metrics-usual">
          <span className="quiet">{t("usual")}</span>
          {known.map((one) => (
            <span key={one.age}>{t("after_days", { n: one.age })} <strong>{one.median?.toLocaleString("en-US")}</strong> <span className="quiet">{t("of_works", { n: one.works })}</span></span>
          ))}
        </p>
      )}
      <VirtualTable label={t("tabs.works")} rows={works} rowKey={(row) => row.episode} columns={columns} empty={<EmptyState title={t("no_works")} />} />
      {all > works.length && <p className="quiet">{t("first_only", { n: works.length, all })}</p>}
    </>
  );
}

/** A figure and how far it is from what works usually have at that age. */
function AtAge({ reading, usual }: { reading: Reading | null; usual: number | null }) {
  const t = useText("metrics");
  const off = reading && usual ? Math.round(((reading.value - usual) * 100) / usual) : null;
  return (
    <>
      <Told reading={reading} />
      {off !== null && <span className="quiet" title={t("against_usual")}> {off > 0 ? "+" : off < 0 ? "−" : "±"}{Math.abs(off)}%</span>}
    </>
  );
}
