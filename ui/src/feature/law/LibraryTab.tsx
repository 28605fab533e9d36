// The laws that are held, with search over titles and articles; the chosen one is read beside the list.

import { Input } from "antd";
import { useDeferredValue } from "react";
import type { LawRow, LawSearchHit } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { ListDetail } from "../../shared/ListDetail";
import { useMay } from "../../shared/me";
import { Standing } from "../../shared/proof/Article";
import { useArticleName } from "../../shared/proof/words";
import { usePages, useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { LawReading } from "./LawReading";

export function LibraryTab() {
  const t = useText("laws");
  const [url, setUrl] = useUrlState({ tab: "library", q: "", law: "", on: "", at: "", with: "" });
  const mayImport = useMay("edit");
  const text = useDeferredValue(url.q.trim());
  const laws = usePages("list_laws", { text: text === "" ? null : text, on: null, limit: 200 });
  const found = useRead("search_laws", { query: text, on: null }, { enabled: text.length >= 2 });
  const hits = text.length >= 2 ? readable(found.data ?? []) : [];
  const none = text !== "" && !laws.loading && laws.rows.length === 0;
  const columns: Column<LawRow>[] = [
    { key: "title", title: t("law"), width: 200, grow: 2, render: (row) => <span title={row.title}>{row.title}</span> },
    { key: "standing", title: t("standing"), width: 120, grow: 1, render: (row) => <Standing facts={row.facts} short /> },
    {
      key: "versions", title: t("versions"), width: 150, grow: 1,
      render: (row) => row.versions.map((one) => one.effective ?? t("no_day")).join("　"),
    },
  ];
  const list = (
    <div className="laws-list">
      <Input.Search allowClear aria-label={t("search")} placeholder={t("search_hint")} value={url.q} onChange={(event) => setUrl({ q: event.target.value }, { replace: true })} />
      {laws.error && <ErrorNote error={laws.error} retry={laws.retry} />}
      {hits.length > 0 && <Hits hits={hits} onOpen={(hit) => setUrl({ law: hit.title, on: hit.in_force ? "" : (hit.effective ?? ""), at: `${hit.no.article}-${hit.no.sub}`, with: "" })} />}
      {none && hits.length === 0 && !found.isFetching && <p className="quiet laws-none" role="status">{t("nothing_found", { text })}</p>}
      {!laws.loading && !none && (
        <VirtualTable
          label={t("list")}
          rows={laws.rows}
          rowKey={(row) => row.title}
          columns={columns}
          chosen={url.law}
          onChoose={(row) => setUrl({ law: row.title, on: "", at: "", with: "" })}
          onEnd={laws.more}
          reset={text}
          empty={<EmptyState title={t("empty")} text={t("empty_text")} action={mayImport && <Button type="primary" onClick={() => setUrl({ tab: "import" })}>{t("tab.import")}</Button>} />}
        />
      )}
    </div>
  );
  return (
    <ListDetail
      width={720}
      list={list}
      detail={url.law === "" ? null : <LawReading key={url.law} title={url.law} />}
      detailKey={url.law}
      detailTitle={url.law}
      onClose={() => setUrl({ law: "", on: "", at: "", with: "" })}
    />
  );
}

/** Without those of a text of unknown day beside a dated one: they count for nothing and cannot be opened. */
const readable = (hits: readonly LawSearchHit[]): LawSearchHit[] => hits.filter((hit) => hit.in_force || hit.effective !== null);

function Hits({ hits, onOpen }: { hits: readonly LawSearchHit[]; onOpen: (hit: LawSearchHit) => void }) {
  const t = useText("laws");
  const name = useArticleName();
  return (
    <section className="laws-hits" aria-label={t("hits", { n: hits.length })}>
      <h2>{t("hits", { n: hits.length })}</h2>
      <ul>
        {hits.map((hit) => (
          <li key={`${hit.title} ${hit.effective} ${hit.no.article}-${hit.no.sub}`}>
            <button type="button" onClick={() => onOpen(hit)}>
              <span>
                <strong>《{hit.title}》{name(hit.no)}</strong>
                {!hit.in_force && <span className="quiet"> {t("other_text", { day: hit.effective })}</span>}
              </span>
              <span className="quiet">{hit.excerpt}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
