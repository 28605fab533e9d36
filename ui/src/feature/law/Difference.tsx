// Two texts of a law against each other: only the articles that differ, with the words that went and came.

import { useMemo } from "react";
import type { LawText } from "../../generated/operations";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useArticleName } from "../../shared/proof/words";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";
import { differences, type ArticleDifference, type Stretch } from "./model/difference";

export function Difference({ title, text, other }: { title: string; text: LawText; other: string }) {
  const t = useText("laws");
  const name = useArticleName();
  const found = useRead("law_view", { title, on: other, undated: false }, { keep: false });
  const second = found.data?.text;
  const pair = useMemo(() => {
    if (!second) return null;
    const [older, newer] = (second.effective ?? "") < (text.effective ?? "") ? [second, text] : [text, second];
    return { older, newer, all: differences(older, newer) };
  }, [second, text]);
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (found.data && !second) return <EmptyState title={t("no_text")} />;
  if (!pair) return null;
  const said = (one: ArticleDifference) => {
    const was = "from" in one && one.from ? [t("was", { article: name(one.from) })] : [];
    return [...was, ...(one.what === "renumbered" ? [] : [t(`change.${one.what}`)])].join(t("comma"));
  };
  const count = (what: string) => pair.all.filter((one) => one.what === what).length;
  const parts = (["reworded", "rewritten", "renumbered", "added", "gone"] as const).flatMap((what) => (count(what) > 0 ? [t(`change_count.${what}`, { n: count(what) })] : []));
  return (
    <div className="law-difference">
      <p role="status">
        <strong>{t("against", { older: pair.older.effective, newer: pair.newer.effective })}</strong> {parts.length > 0 ? parts.join(t("comma")) : t("same_text")}
      </p>
      {pair.all.map((one) => (
        <section key={`${one.what} ${one.no.article}-${one.no.sub}`} className="law-article">
          <h3>
            {one.what === "gone" ? t("was", { article: name(one.no) }) : name(one.no)} <span className="quiet">{said(one)}</span>
          </h3>
          {one.what === "reworded" ? (
            <p className="law-words"><Words stretches={one.words} /></p>
          ) : one.what === "rewritten" ? (
            <div className="law-both">
              <p className="law-words" data-what="gone">{one.old}</p>
              <p className="law-words" data-what="added">{one.text}</p>
            </div>
          ) : (
            <p className="law-words" data-what={one.what}>{one.text}</p>
          )}
        </section>
      ))}
    </div>
  );
}

function Words({ stretches }: { stretches: readonly Stretch[] }) {
  return stretches.map((one, at) => (one.kind === "same" ? one.text : one.kind === "gone" ? <del key={at}>{one.text}</del> : <ins key={at}>{one.text}</ins>));
}
