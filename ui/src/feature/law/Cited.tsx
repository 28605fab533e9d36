// Which laws the unit's texts cite, and what a change of one touches: topics, scripts in progress, published episodes.

import { Select } from "antd";
import type { ReactNode } from "react";
import type { CitedLawRow, LawChange, LawImpact, LawTurn, TouchedCitation, TouchedEpisode } from "../../generated/operations";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { ListDetail } from "../../shared/ListDetail";
import { Standing } from "../../shared/proof/Article";
import { Link } from "../../shared/route";
import { useArticleName } from "../../shared/proof/words";
import { StateOf } from "../../shared/StateTag";
import { useRead } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useUrlState } from "../../shared/url";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";

export function Cited() {
  const t = useText("laws");
  const [url, setUrl] = useUrlState({ law: "", turn: "" });
  const found = useRead("list_cited_laws", {});
  const columns: Column<CitedLawRow>[] = [
    { key: "title", title: t("law"), width: 200, grow: 2, value: (row) => row.title, render: (row) => <span title={row.title}>{row.title}</span> },
    { key: "standing", title: t("standing"), width: 140, grow: 1, render: (row) => <Standing facts={row.facts} short /> },
    { key: "turn", title: t("last_turn"), width: 110, value: (row) => row.last_turn, render: (row) => row.last_turn ?? "—" },
    { key: "citations", title: t("citations"), width: 80, align: "end", value: (row) => row.citations, render: (row) => row.citations },
  ];
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return (
    <ListDetail
      width={560}
      list={
        <VirtualTable
          label={t("cited_list")}
          rows={found.data ?? []}
          rowKey={(row) => row.title}
          columns={columns}
          chosen={url.law}
          onChoose={(row) => setUrl({ law: row.title, turn: "" })}
          empty={found.data && <EmptyState title={t("cited_none")} text={t("cited_none_text")} />}
        />
      }
      detail={url.law === "" ? null : <Impact title={url.law} on={url.turn} onTurn={(turn) => setUrl({ turn })} />}
      detailKey={url.law}
      detailTitle={url.law}
      onClose={() => setUrl({ law: "", turn: "" })}
    />
  );
}

function Impact({ title, on, onTurn }: { title: string; on: string; onTurn: (turn: string) => void }) {
  const t = useText("laws");
  const found = useRead("law_impact", { title, on: on || null }, { keep: false });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return null;
  const impact = found.data;
  const nothing = impact.topics.length + impact.scripts.length + impact.published.length === 0;
  return (
    <div className="law-impact">
      <p><Standing facts={impact.facts} /></p>
      {impact.turns.length > 0 && (
        <label className="law-tools">
          {t("turn")}
          <Select value={on || impact.turns.at(-1) || ""} options={impact.turns.map((day) => ({ value: day, label: day }))} onChange={onTurn} />
        </label>
      )}
      <p><Turn turn={impact.turn} /></p>
      <p><Link to="/laws" search={{ law: impact.title }}>{t("read")}</Link></p>
      {nothing && <p className="quiet">{t(impact.turn.kind === "nothing" ? "nothing_turns" : "touches_nothing")}</p>}
      <Touched title={t("touched.published", { n: impact.published.length })} rows={impact.published} />
      <Touched title={t("touched.scripts", { n: impact.scripts.length })} rows={impact.scripts} />
      <Topics impact={impact} />
    </div>
  );
}

function Turn({ turn }: { turn: LawTurn }) {
  const t = useText("laws");
  switch (turn.kind) {
    case "repealed":
      return <>{turn.on ? t("turns.repealed_on", { day: turn.on }) : t("turns.repealed")}{turn.by && t("turns.by", { law: turn.by })}</>;
    case "compared":
      return <>{t("turns.compared", { day: turn.on, n: turn.changes.length })}</>;
    case "not_compared":
      return <>{t("turns.not_compared", { day: turn.on })}</>;
    case "nothing":
      return <>{t("turns.nothing")}</>;
  }
}

function Touched({ title, rows }: { title: string; rows: readonly TouchedEpisode[] }) {
  const t = useText("laws");
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="touched">
        {rows.map((one) => (
          <li key={one.episode}>
            <p>
              <Link to="/episodes/$id/script" params={{ id: one.episode }}>《{one.title}》</Link> <span className="quiet">{t("episode", { column: one.column, n: one.number })}</span>{" "}
              {one.published ? <span className="quiet">{t("published")} <DayText value={one.published} /></span> : <StateOf kind="content" value={one.content} />}
            </p>
            <Citations citations={one.citations} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Topics({ impact }: { impact: LawImpact }) {
  const t = useText("laws");
  if (impact.topics.length === 0) return null;
  return (
    <section>
      <h2>{t("touched.topics", { n: impact.topics.length })}</h2>
      <ul className="touched">
        {impact.topics.map((one) => (
          <li key={one.topic}>
            <p><Link to="/topics" search={{ topic: one.topic }}>{one.title}</Link> <StateOf kind="topic" value={one.state} /></p>
            <Citations citations={one.citations} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Citations({ citations }: { citations: readonly TouchedCitation[] }) {
  const said = new Map<string, ReactNode>();
  for (const one of citations) said.set(one.standard, <Changes changes={one.changes} />);
  return <ul className="touched-citations">{[...said].map(([standard, changes]) => <li key={standard}>{standard} {changes}</li>)}</ul>;
}

function Changes({ changes }: { changes: readonly LawChange[] }) {
  const t = useText("laws");
  const name = useArticleName();
  return changes.map((one, at) => (
    <span key={at} className="quiet">
      {one.what === "renumbered" ? t("becomes", { article: name(one.to) }) : t(`change.${one.what}`)}{" "}
    </span>
  ));
}
