// A law to read: one text by the day, its articles under their chapters, and what differs from another text.

import { DeleteOutlined } from "@ant-design/icons";
import { Select } from "antd";
import { useEffect, useMemo, useState } from "react";
import type { LawText, LawVersion } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { ConfirmReason } from "../../shared/dialogs";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMay } from "../../shared/me";
import { ArticleBody, Standing } from "../../shared/proof/Article";
import { useArticleName } from "../../shared/proof/words";
import { sayDone } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { Difference } from "./Difference";

/** In the address, in the place of a text's first day. */
const undatedText = "undated";

export function LawReading({ title }: { title: string }) {
  const t = useText("laws");
  const [url, setUrl] = useUrlState({ on: "", at: "", with: "" });
  const unknown = url.on === undatedText;
  const found = useRead("law_view", { title, on: unknown ? null : url.on || null, undated: unknown }, { keep: false });
  const held = useRead("list_laws", { text: found.data?.title ?? title, on: null, after: null, limit: 50 }, { enabled: found.data !== undefined });
  const versions = held.data?.rows.find((row) => row.title === found.data?.title)?.versions ?? [];
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return null;
  const { text, facts } = found.data;
  // A text of unknown day counts only while it is the law's only one; to be read it is always there.
  const undated = versions.length > 1 ? versions.find((one) => one.effective === null) : undefined;
  const others = found.data.versions.filter((day): day is string => day !== null && day !== text?.effective);
  return (
    <div className="law-reading">
      <p><Standing facts={facts} /></p>
      <div className="law-tools">
        <Select
          aria-label={t("version")}
          value={text ? (text.effective ?? undatedText) : null}
          options={found.data.versions.map((day) => ({ value: day ?? undatedText, label: day === null ? t("no_day") : t("version_from", { day }) }))}
          onChange={(on) => setUrl({ on, with: "" })}
        />
        {others.length > 0 && (
          <Select
            aria-label={t("compare")}
            allowClear
            placeholder={t("compare")}
            value={url.with || null}
            options={others.map((day) => ({ value: day, label: t("compare_with", { day }) }))}
            onChange={(day?: string | null) => setUrl({ with: day ?? "" })}
          />
        )}
        <Remove version={versions.find((one) => one.effective === (text?.effective ?? null))} />
      </div>
      {undated && (
        <p className="law-undated">
          <span className="quiet">{t("undated", { n: undated.articles, file: undated.file_name })}</span>
          <Remove version={undated} named={false} />
        </p>
      )}
      {!text && <EmptyState title={t("no_text")} text={t("no_text_text")} />}
      {text && url.with !== "" && <Difference title={title} text={text} other={url.with} />}
      {text && url.with === "" && <Text text={text} at={url.at} onAt={(at) => setUrl({ at }, { replace: true })} />}
    </div>
  );
}

function Text({ text, at, onAt }: { text: LawText; at: string; onAt: (at: string) => void }) {
  const t = useText("laws");
  const name = useArticleName();
  const chapters = useMemo(() => {
    const starts: { value: string; label: string }[] = [];
    let before = "";
    for (const { under, no } of text.articles) {
      const label = under.join(" · ");
      if (label !== before && label !== "") starts.push({ value: `${no.article}-${no.sub}`, label });
      before = label;
    }
    return starts;
  }, [text]);
  useEffect(() => {
    if (at === "") return;
    // Articles out of sight have guessed heights: what comes into sight moves the place, so it is gone to until it stays.
    let frame = 0;
    const go = (left: number) => {
      document.getElementById(`article-${at}`)?.scrollIntoView({ block: "start" });
      if (left > 0) frame = requestAnimationFrame(() => go(left - 1));
    };
    go(6);
    return () => cancelAnimationFrame(frame);
  }, [at, text]);
  let under = "";
  return (
    <>
      {chapters.length > 1 && <Select className="law-chapters" showSearch={{ optionFilterProp: "label" }} aria-label={t("chapter")} placeholder={t("chapter")} value={null} options={chapters} onChange={onAt} />}
      {text.articles.map((article) => {
        const heading = article.under.join(" · ");
        const fresh = heading !== under && heading !== "";
        under = heading;
        const id = `${article.no.article}-${article.no.sub}`;
        return (
          <section key={id} id={`article-${id}`} className="law-article" data-chosen={id === at || undefined} aria-label={name(article.no)}>
            {fresh && <h2>{heading}</h2>}
            <h3><a href={`#article-${id}`} onClick={(event) => { event.preventDefault(); onAt(id); }}>{name(article.no)}</a></h3>
            <ArticleBody article={article} />
          </section>
        );
      })}
    </>
  );
}

function Remove({ version, named = true }: { version: LawVersion | undefined; named?: boolean }) {
  const t = useText("laws");
  const may = useMay("edit");
  const [asking, setAsking] = useState(false);
  const remove = useWrite("remove_law_text", {
    onDone: () => {
      setAsking(false);
      sayDone(t("removed"));
    },
    onError: () => true,
  });
  if (!version) return null;
  return (
    <>
      {named && <span className="quiet">{t("from_file", { file: version.file_name, n: version.articles })}</span>}
      {may && <Button type="text" icon={<DeleteOutlined />} aria-label={t("remove")} title={t("remove")} onClick={() => setAsking(true)} />}
      <ConfirmReason open={asking} title={t("remove")} text={t("remove_text")} confirm={t("remove")} danger busy={remove.isPending} error={remove.error} onCancel={() => setAsking(false)} onConfirm={(reason) => remove.mutate({ text: version.id, reason })} />
    </>
  );
}
