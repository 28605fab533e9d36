// One person's works: in which columns, in which roles, since when.

import { useMemo } from "react";
import type { PersonWork } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { PageHead } from "../../shared/Page";
import { Link, useParam } from "../../shared/route";
import { Skeleton } from "../../shared/Skeleton";
import { StateTag } from "../../shared/StateTag";
import { useRead } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import "./participation.css";

/** "说案 5、断案 2": how often each word stands, most often first. */
function counted(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word, n]) => `${word} ${n}`).join("、");
}

export function PersonPage() {
  const t = useText("people");
  const terms = useText("terms");
  const id = useParam("id");
  const { data, error, refetch } = useRead("person_works", { id }, { keep: false });
  const works = useMemo(() => data?.works ?? [], [data]);
  const roles = (work: PersonWork) => work.roles.map((role) => terms(`role.${role}`)).join("、");
  const columns: Column<PersonWork>[] = [
    { key: "title", title: t("page.work"), width: 240, grow: 2, value: (row) => row.title, render: (row) => <Link to="/episodes/$id" params={{ id: row.episode }}>{row.title}</Link> },
    { key: "column", title: t("page.column"), width: 160, grow: 1, value: (row) => row.column.name, render: (row) => t("page.number", { column: row.column.name, n: row.number }) },
    { key: "roles", title: t("page.roles"), width: 140, value: roles, render: (row) => <>{roles(row)}{!row.confirmed && <> <StateTag tone="doubt">{t("page.unconfirmed")}</StateTag></>}</> },
    { key: "published", title: t("page.published"), width: 130, value: (row) => row.published, render: (row) => (row.published ? <DayText value={row.published} style="iso" /> : <span className="quiet">{t("page.not_out")}</span>) },
  ];
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const out = works.filter((work) => work.published !== null);
  return (
    <div className="page people">
      <PageHead
        title={data.person.name}
        sub={data.since ? t("page.since", { n: out.length, day: data.since }) : t("page.no_works")}
        actions={<Link to="/people" search={{ tab: "roster", person: id }}><Button>{t("page.roster")}</Button></Link>}
      />
      {out.length > 0 && (
        <dl className="part-facts">
          <dt>{t("page.columns")}</dt>
          <dd>{counted(out.map((work) => work.column.name))}</dd>
          <dt>{t("page.roles")}</dt>
          <dd>{counted(out.flatMap((work) => work.roles.map((role) => terms(`role.${role}`))))}</dd>
        </dl>
      )}
      <VirtualTable label={t("page.works")} rows={works} rowKey={(row) => row.episode} columns={columns} empty={<EmptyState title={t("page.no_works")} text={t("page.no_works_text")} />} />
    </div>
  );
}
