// One article as the library holds it on a day, with its neighbours to turn to. Says 数据截至 and what is not held.

import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useEffect, useState } from "react";
import type { ArticleText, LawFacts } from "../../generated/operations";
import { useText } from "../../text";
import { ErrorNote } from "../ErrorNote";
import { StateTag } from "../StateTag";
import type { Tone } from "../states";
import { useRead } from "../studio";
import { DayText } from "../time";
import "./proof.css";
import { useArticleName } from "./words";
import { Button } from "../Button";
import { Link } from "../route";

const tones: Record<LawFacts["standing"], Tone> = { in_force: "done", not_yet: "doubt", repealed: "doubt", text_unknown: "quiet", unlisted: "quiet" };

/** How a law stands on the day, with what is known of its end and its next text. */
export function Standing({ facts, short = false }: { facts: LawFacts; short?: boolean }) {
  const t = useText("proof");
  return (
    <span className="standing">
      <StateTag tone={tones[facts.standing]}>{t(`standing.${facts.standing}`)}</StateTag>
      {facts.repealed_on && !(short && facts.standing === "repealed") && <span>{t("repealed_on", { day: facts.repealed_on })}{facts.repealed_by && t("repealed_by", { law: facts.repealed_by })}</span>}
      {facts.next && <span>{t("next_text", { day: facts.next })}</span>}
      {!short && facts.as_of && <span className="quiet">{t("as_of", { day: facts.as_of })}</span>}
    </span>
  );
}

/** The paragraphs and items of an article; the part that is cited stands out. */
export function ArticleBody({ article, paragraph = null, item = null }: { article: ArticleText; paragraph?: number | null; item?: number | null }) {
  return (
    <div className="article-body">
      {article.paragraphs.map((one, p) => {
        const here = paragraph === null ? item !== null && one.items.length > 0 : paragraph === p + 1;
        return (
          <div key={p} data-cited={(here && item === null) || undefined}>
            {one.text && <p>{one.text}</p>}
            {one.items.map((text, i) => <p key={i} className="article-item" data-cited={(here && item === i + 1) || undefined}>{text}</p>)}
          </div>
        );
      })}
    </div>
  );
}

export interface ArticleAt {
  title: string;
  article: number;
  sub: number;
  paragraph?: number | null;
  item?: number | null;
}

/** An article to read, from which one can turn to the next. */
export function ArticleReader({ at, on }: { at: ArticleAt; on: string | null }) {
  const t = useText("proof");
  const name = useArticleName();
  const [no, setNo] = useState({ article: at.article, sub: at.sub });
  useEffect(() => setNo({ article: at.article, sub: at.sub }), [at.title, at.article, at.sub]);
  const found = useRead("law_article", { title: at.title, article: no.article, sub: no.sub, on });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return null;
  const { title, facts, effective, article, before, after, held } = found.data;
  const cited = no.article === at.article && no.sub === at.sub;
  return (
    <article className="article">
      <h3>《{title}》{name(no)}</h3>
      <p><Standing facts={facts} /></p>
      {article ? (
        <>
          {article.under.length > 0 && <p className="quiet">{article.under.join(" · ")}</p>}
          <ArticleBody article={article} paragraph={cited ? (at.paragraph ?? null) : null} item={cited ? (at.item ?? null) : null} />
          <p className="quiet">{effective === null ? t("effective_unknown") : <>{t("effective_since")} <DayText value={effective} style="iso" /></>}</p>
        </>
      ) : (
        <p className="article-none">{held ? t("no_article", { article: name(no) }) : t("not_held", { title })}</p>
      )}
      <div className="article-turn">
        <Button size="small" icon={<LeftOutlined />} disabled={!before} onClick={() => before && setNo(before)}>{before ? name(before) : t("before")}</Button>
        <Button size="small" icon={<RightOutlined />} iconPlacement="end" disabled={!after} onClick={() => after && setNo(after)}>{after ? name(after) : t("after")}</Button>
        {held ? (
          <Link to="/laws" search={{ law: title, on: on ?? undefined, at: `${no.article}-${no.sub}` }}>{t("open_library")}</Link>
        ) : (
          <Link to="/laws" search={{ tab: "import" }}>{t("import_it")}</Link>
        )}
      </div>
    </article>
  );
}
