// Finding a law's article and putting its citation, in the standard form, where the caret stood.

import { Input, Modal, Radio, Select, type InputRef } from "antd";
import { useDeferredValue, useEffect, useRef, useState, type RefObject } from "react";
import type { LawSearchHit } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { ArticleBody } from "../../shared/proof/Article";
import { useArticleName, useNumeral } from "../../shared/proof/words";
import type { TextCaret } from "../../shared/scriptSlots";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";
import { useProofing } from "./context";

interface InsertProps {
  caret: TextCaret;
  on: string | null;
  onClose: () => void;
}

export function InsertCitation({ caret, on, onClose }: InsertProps) {
  const t = useText("proof");
  const proofing = useProofing();
  const field = useRef<InputRef>(null);
  const [hit, setHit] = useState<LawSearchHit | null>(null);
  const put = (words: string) => {
    onClose();
    if (!proofing) return;
    const text = proofing.access.text(caret.key) ?? "";
    proofing.access.write(caret.key, text.slice(0, caret.start) + words + text.slice(caret.end));
    const end = caret.start + words.length;
    // The dialog gives the focus back first.
    setTimeout(() => proofing.access.enter({ key: caret.key, start: end, end }));
  };
  return (
    <Modal open width={720} title={t("cite.title")} footer={null} onCancel={onClose} afterOpenChange={(open) => open && field.current?.focus()}>
      {hit ? <Choose hit={hit} on={on} onBack={() => setHit(null)} onPut={put} /> : <Find field={field} on={on} onHit={setHit} />}
    </Modal>
  );
}

function Find({ field, on, onHit }: { field: RefObject<InputRef | null>; on: string | null; onHit: (hit: LawSearchHit) => void }) {
  const t = useText("proof");
  const name = useArticleName();
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const found = useRead("search_laws", { query, on }, { enabled: query.length >= 2 });
  const hits = query.length >= 2 ? (found.data ?? []).filter((hit) => hit.in_force) : [];
  return (
    <>
      <Input
        ref={field}
        autoFocus
        aria-label={t("cite.find")}
        placeholder={t("cite.find_hint")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          const [first] = hits;
          if (event.key === "Enter" && !event.nativeEvent.isComposing && first) onHit(first);
        }}
      />
      {found.error && <ErrorNote error={found.error} />}
      <ul className="cite-hits" aria-label={t("cite.hits")}>
        {hits.map((hit) => (
          <li key={`${hit.title} ${hit.effective} ${hit.no.article}-${hit.no.sub}`}>
            <button type="button" onClick={() => onHit(hit)}>
              <strong>《{hit.title}》{name(hit.no)}</strong>
              <span className="quiet">{hit.excerpt}</span>
            </button>
          </li>
        ))}
      </ul>
      {query.length >= 2 && found.data && !found.isFetching && hits.length === 0 && <p className="quiet" role="status">{t("cite.none", { query })}</p>}
    </>
  );
}

function Choose({ hit, on, onBack, onPut }: { hit: LawSearchHit; on: string | null; onBack: () => void; onPut: (words: string) => void }) {
  const t = useText("proof");
  const numeral = useNumeral();
  const [paragraph, setParagraph] = useState<number | null>(null);
  const [item, setItem] = useState<number | null>(null);
  const [form, setForm] = useState<"full" | "short">("full");
  const [withWords, setWithWords] = useState(false);
  const article = useRead("law_article", { title: hit.title, article: hit.no.article, sub: hit.no.sub, on }).data?.article;
  const cited = useRead("cite_law", { title: hit.title, article: hit.no.article, sub: hit.no.sub, paragraph, item, on });
  const paragraphs = article?.paragraphs ?? [];
  const items = (paragraph === null ? paragraphs.find((one) => one.items.length > 0) : paragraphs[paragraph - 1])?.items ?? [];
  const numbers = (n: number, unit: "paragraph" | "item") =>
    Array.from({ length: n }, (_, at) => ({ value: at + 1, label: t(`cite.${unit}`, { n: numeral(at + 1) }) }));
  const standard = cited.data?.[form] ?? "";
  const words = withWords && cited.data?.words ? `${standard}规定：“${cited.data.words.replaceAll("\n", "")}”` : standard;
  const button = useRef<HTMLButtonElement>(null);
  const ready = words !== "";
  useEffect(() => {
    if (ready) button.current?.focus();
  }, [ready]);
  return (
    <div className="cite-choose">
      <p className="cite-line">
        <Radio.Group value={form} onChange={(event) => setForm(event.target.value as "full")} options={[{ value: "full", label: t("cite.full") }, { value: "short", label: t("cite.short") }]} />
        {paragraphs.length > 1 && (
          <Select aria-label={t("cite.which_paragraph")} allowClear placeholder={t("cite.whole")} value={paragraph} options={numbers(paragraphs.length, "paragraph")} onChange={(value?: number) => { setParagraph(value ?? null); setItem(null); }} />
        )}
        {items.length > 0 && (
          <Select aria-label={t("cite.which_item")} allowClear placeholder={t("cite.no_item")} value={item} options={numbers(items.length, "item")} onChange={(value?: number) => setItem(value ?? null)} />
        )}
        {cited.data?.words && (
          <label><input type="checkbox" checked={withWords} onChange={(event) => setWithWords(event.target.checked)} /> {t("cite.with_words")}</label>
        )}
      </p>
      <p className="cite-standard" role="status">{words}</p>
      {cited.error && <ErrorNote error={cited.error} />}
      {article && <ArticleBody article={article} paragraph={paragraph} item={item} />}
      <p className="cite-line">
        <Button ref={button} type="primary" disabled={!ready} onClick={() => onPut(words)}>{t("cite.put")}</Button>
        <Button onClick={onBack}>{t("cite.other")}</Button>
      </p>
    </div>
  );
}
