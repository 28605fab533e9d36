// What the checker puts into the script editor: findings at their words and beside the shots, keys, a sum at the foot.

import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useHost } from "../../host";
import type { ArticleAt } from "../../shared/proof/Article";
import { Marked } from "../../shared/proof/Marked";
import { sayDone } from "../../shared/say";
import type { ScriptAccess, TextCaret } from "../../shared/scriptSlots";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";
import { ArticlePanel } from "./ArticlePanel";
import { articleAt, latestOf, markAt, mend, mendable, nextMark, ProofContext, useKnown, type Placed, type Proofing } from "./context";
import { FindingCard } from "./FindingCard";
import { InsertCitation } from "./InsertCitation";
import { Checking } from "./model/checking";
import "./proof.css";
import { useProofKeys } from "./useProofKeys";

/** Checks the texts for as long as the editor is open. */
function useChecking(episode: string, access: ScriptAccess): Checking {
  const host = useHost();
  const checking = useMemo(
    () => new Checking(access, (texts) => host.call("check_texts", { episode, texts })),
    [host, episode, access],
  );
  useEffect(() => {
    checking.open();
    const composes = () => checking.compose(true);
    const composed = () => checking.compose(false);
    window.addEventListener("compositionstart", composes);
    window.addEventListener("compositionend", composed);
    const deaf = host.onStale(({ stale }) => {
      if (stale === "all" || stale.some((one) => one === "checks" || one === "laws" || one === "publications")) checking.again();
    });
    return () => {
      checking.close();
      deaf();
      window.removeEventListener("compositionstart", composes);
      window.removeEventListener("compositionend", composed);
    };
  }, [checking, host]);
  // One's own accepted findings and names of the case make these two old: then every text is checked anew.
  const silences = useRead("list_silences", { episode, lifted: false }, { keep: false }).data;
  const about = useRead("case_view", { episode }, { keep: false }).data;
  const seen = useRef<unknown[] | null>(null);
  useEffect(() => {
    if (!silences || !about) return;
    if (seen.current && (seen.current[0] !== silences || seen.current[1] !== about)) checking.again();
    seen.current = [silences, about];
  }, [silences, about, checking]);
  return checking;
}

export function CheckAround({ episodeId, access, children }: { episodeId: string; access: ScriptAccess; children: ReactNode }) {
  const t = useText("proof");
  const checking = useChecking(episodeId, access);
  const [card, setCard] = useState<{ mark: Placed; handle: boolean } | null>(null);
  const [article, setArticle] = useState<ArticleAt | null>(null);
  const [citing, setCiting] = useState<TextCaret | null>(null);
  const proofing = useMemo<Proofing>(
    () => ({
      episode: episodeId,
      access,
      checking,
      open: (mark, handle) => {
        access.enter(mark);
        setCard({ mark, handle });
      },
      read: setArticle,
    }),
    [episodeId, access, checking],
  );
  const closeCard = () => {
    if (card) access.enter(card.mark);
    setCard(null);
  };
  useProofKeys({
    close: () => {
      if (card) closeCard();
      else if (article) setArticle(null);
      else return false;
      return true;
    },
    next: (back) => {
      const mark = nextMark(proofing, access.caret(), back);
      if (mark) proofing.open(mark, false);
      else sayDone(t("no_findings"));
    },
    handle: () => {
      // A finding that was just shown is mended by the key that would only have shown it.
      const shown = card && !card.handle ? card.mark : null;
      const finding = shown && latestOf(proofing, shown);
      if (shown && finding && access.mayWrite && mendable(finding)) {
        setCard(null);
        mend(proofing, shown, finding.fix);
        return true;
      }
      if (shown) {
        setCard({ mark: shown, handle: true });
        return true;
      }
      const caret = access.caret();
      const mark = caret && markAt(proofing, caret);
      if (mark) setCard({ mark, handle: true });
      return Boolean(mark);
    },
    read: () => {
      const caret = access.caret();
      const at = caret && articleAt(proofing, caret);
      if (at) setArticle(at);
      else sayDone(t("no_citation_here"));
    },
    cite: () => {
      const caret = access.mayWrite ? access.caret() : null;
      if (caret) setCiting(caret);
      else sayDone(t("cite.no_caret"));
    },
  });
  const state = checking.state();
  return (
    <ProofContext value={proofing}>
      <div className="proof-around">
        {children}
        {article && <ArticlePanel at={article} on={state.ground?.on ?? null} onClose={() => setArticle(null)} />}
      </div>
      {card && <FindingCard key={`${card.mark.key} ${card.mark.start} ${card.mark.finding.rule}`} {...card} onBack={closeCard} onClose={() => setCard(null)} />}
      {citing && <InsertCitation caret={citing} on={state.ground?.on ?? null} onClose={() => setCiting(null)} />}
    </ProofContext>
  );
}

/** A text of the script with its findings underlined. */
export function CheckMarked({ place, text }: { place: string; text: string }) {
  const known = useKnown(place);
  return <Marked text={text} checked={known} />;
}
