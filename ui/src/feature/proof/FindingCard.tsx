// A finding opened at its words: why, what to write instead, the article, accepting it. Esc goes back to the text.

import { CloseOutlined } from "@ant-design/icons";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ArticleAt } from "../../shared/proof/Article";
import { Button } from "../../shared/Button";
import { FindingItem } from "../../shared/proof/FindingItem";
import { groupOf } from "../../shared/proof/words";
import { useText } from "../../text";
import { articleAt, latestOf, mend, mendable, useKnown, useProofing, type Placed } from "./context";

interface FindingCardProps {
  mark: Placed;
  /** Moves the keyboard to the first thing that can be done. */
  handle: boolean;
  /** Closed by the person, who goes back to the text. */
  onBack: () => void;
  /** The finding is no more. */
  onClose: () => void;
}

const width = 380;
const gap = 6;

/** Below the words, above them when there is no room; at the side of the window when they are out of sight. */
function placeOf(mark: Placed, height: number): { left: number; top: number } {
  const cell = document.querySelector(`[data-place="${CSS.escape(mark.key)}"]`);
  const words = cell?.querySelector(`mark[data-start="${mark.start}"]`) ?? cell;
  const at = words?.getBoundingClientRect();
  if (!at) return { left: window.innerWidth - width - 24, top: 120 };
  const left = Math.max(8, Math.min(at.left, window.innerWidth - width - 16));
  const below = at.bottom + gap;
  return { left, top: below + height > window.innerHeight - 8 ? Math.max(8, at.top - gap - height) : below };
}

export function FindingCard({ mark, handle, onBack, onClose }: FindingCardProps) {
  const t = useText("proof");
  const proofing = useProofing();
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useKnown(mark.key);
  const finding = proofing ? latestOf(proofing, mark) : mark.finding;

  useLayoutEffect(() => {
    const put = () => setPlace(placeOf(mark, box.current?.offsetHeight ?? 0));
    const frame = requestAnimationFrame(put);
    window.addEventListener("resize", put);
    window.addEventListener("scroll", put, true);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("resize", put);
      window.removeEventListener("scroll", put, true);
    };
  }, [mark]);

  const placed = place !== null;
  useEffect(() => {
    // Before it has its place it is hidden, and what is hidden takes no focus.
    const button = (path: string) => box.current?.querySelector<HTMLElement>(path);
    if (handle && placed) (button(".finding-acts button") ?? button(".finding-card-close"))?.focus();
  }, [handle, placed]);

  useEffect(() => {
    // The words were changed: what was said about them is over.
    const stop = proofing?.access.onChange(() => {
      if (proofing.access.text(mark.key) !== mark.text) onClose();
    });
    return stop;
  }, [proofing, mark, onClose]);

  const [accepted] = useState(finding.silenced);
  useEffect(() => {
    // Accepted, or no longer: that was what the card was open for.
    if (finding.silenced !== accepted) onBack();
  }, [finding.silenced, accepted, onBack]);

  if (!proofing) return null;
  const { access, episode } = proofing;
  const read = (at: ArticleAt) => {
    onBack();
    proofing.read(at);
  };
  const article = groupOf(finding.rule) === "law" ? articleAt(proofing, mark) : null;
  const fix = (text: string) => {
    onClose();
    mend(proofing, mark, text);
  };
  return (
    <div ref={box} className="finding-card" role="dialog" aria-label={t("card")} style={place ? { ...place, width } : { visibility: "hidden", width }}>
      <Button className="finding-card-close" type="text" size="small" icon={<CloseOutlined />} aria-label={t("close")} title="Esc" onClick={onBack} />
      <FindingItem
        finding={finding}
        text={mark.text}
        episode={episode}
        maySilence={access.mayWrite}
        onFix={access.mayWrite ? fix : undefined}
        more={article && <Button size="small" onClick={() => read(article)}>{t("read_article")} <kbd>F9</kbd></Button>}
      />
      {!handle && <p className="quiet finding-card-keys">{t(access.mayWrite && mendable(finding) ? "card_keys_fix" : "card_keys")}</p>}
    </div>
  );
}
