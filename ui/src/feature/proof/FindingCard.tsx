// A finding opened at its words: why, what to write instead, the article, accepting it. Esc goes back to the text.

import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ArticleAt } from "../../shared/proof/Article";
import { FindingItem } from "../../shared/proof/FindingItem";
import { groupOf } from "../../shared/proof/words";
import { useText } from "../../text";
import { articleAt, useKnown, useProofing, type Placed } from "./context";

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
  const known = useKnown(mark.key);
  const now = proofing?.access.text(mark.key) ?? "";
  const latest = known?.text === now ? known.findings.find((one) => one.rule === mark.finding.rule && one.span.utf16[0] === mark.start) : undefined;
  const finding = latest ?? mark.finding;

  useLayoutEffect(() => {
    const put = () => setPlace(placeOf(mark, box.current?.offsetHeight ?? 0));
    const frame = requestAnimationFrame(() => {
      put();
      if (handle) box.current?.querySelector<HTMLElement>(".finding-acts button")?.focus();
    });
    window.addEventListener("resize", put);
    window.addEventListener("scroll", put, true);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("resize", put);
      window.removeEventListener("scroll", put, true);
    };
  }, [mark, handle]);

  useEffect(() => {
    // The words were changed: what was said about them is over.
    const stop = proofing?.access.onChange(() => {
      if (proofing.access.text(mark.key) !== mark.text) onClose();
    });
    return stop;
  }, [proofing, mark, onClose]);

  if (!proofing) return null;
  const { access, episode } = proofing;
  const read = (at: ArticleAt) => {
    onBack();
    proofing.read(at);
  };
  const article = groupOf(finding.rule) === "law" ? articleAt(proofing, mark) : null;
  const fix = (text: string) => {
    access.write(mark.key, mark.text.slice(0, mark.start) + text + mark.text.slice(mark.end));
    onClose();
    access.enter({ key: mark.key, start: mark.start + text.length, end: mark.start + text.length });
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
      {!handle && <p className="quiet finding-card-keys">{t("card_keys")}</p>}
    </div>
  );
}
