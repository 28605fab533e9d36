// One finding in words: weight, the place it is about, why, what it rests on, and what can be done about it.

import { useState, type ReactNode } from "react";
import type { ProofFinding } from "../../generated/operations";
import { useText } from "../../text";
import { Shape } from "../StateTag";
import { LiftDialog, SilenceDialog } from "./silence";
import "./proof.css";
import { toneOfWeight, useFindingSentence, weightOf } from "./words";
import { Button } from "../Button";

/** What it rests on, in words: the tables that ship are files to the checker, and nothing to whoever reads. */
function Source({ finding: { source, params } }: { finding: ProofFinding }) {
  const t = useText("proof");
  if (!source) return null;
  const day = params["as_of"] ?? "";
  const held = /^法规库(《.*》)$/.exec(source)?.[1];
  const words = source.startsWith("assets/") ? (day === "" ? t("source_tables") : t("source_data", { day })) : held ? t("source_library", { law: held }) : t("source", { source });
  return <p className="finding-source">{words}</p>;
}

interface FindingItemProps {
  finding: ProofFinding;
  /** The text in which it was found. */
  text: string;
  /** Null: findings of no episode, which nobody can accept. */
  episode: string | null;
  /** Whether this person may accept findings here. */
  maySilence: boolean;
  /** Where it stands, when the list is about several texts. */
  place?: ReactNode;
  /** Writes the remedy; without it the remedy is only said. */
  onFix?: ((fix: string) => void) | undefined;
  /** Goes to the words. */
  onGo?: (() => void) | undefined;
  /** More to do about it, e.g. reading the article. */
  more?: ReactNode;
  /** Whether the list says already that nobody can let a hard stop pass. */
  stopSaid?: boolean;
}

export function FindingItem({ finding, text, episode, maySilence, place, onFix, onGo, more, stopSaid = false }: FindingItemProps) {
  const t = useText("proof");
  const sentence = useFindingSentence();
  const [asking, setAsking] = useState<"silence" | "lift" | null>(null);
  const weight = weightOf(finding);
  const words = text.slice(...finding.span.utf16);
  const silenced = finding.silenced !== null;
  return (
    <div className="finding" data-weight={weight} data-silenced={silenced || undefined}>
      <p className="finding-head">
        <span className="finding-weight"><Shape tone={silenced ? "done" : toneOfWeight[weight]} /> {t(silenced ? "weight.silenced" : `weight.${weight}`)}</span>
        {place && <span className="quiet">{place}</span>}
        {onGo ? <button type="button" className="finding-words" onClick={onGo}>{t("words", { words })}</button> : <q className="finding-words">{words}</q>}
      </p>
      <p>{sentence(finding)}</p>
      {finding.marks.length > 0 && (
        <p className="quiet">{t("differs")} {finding.marks.map((mark) => <mark key={mark.utf16[0]} className="found" data-weight="error">{text.slice(...mark.utf16)}</mark>)}</p>
      )}
      {silenced && <p className="quiet">{t("silenced_for", { reason: finding.silenced })}</p>}
      {finding.fix !== null && !onFix && <p>{t("remedy", { fix: finding.fix })}</p>}
      <Source finding={finding} />
      <div className="finding-acts">
        {finding.fix !== null && onFix && !silenced && (
          <Button size="small" type="primary" onClick={() => onFix(finding.fix ?? "")}>{finding.fix === "" ? t("take_out") : t("write_instead", { fix: finding.fix })}</Button>
        )}
        {more}
        {maySilence && episode !== null && !silenced && !finding.hard_stop && <Button size="small" onClick={() => setAsking("silence")}>{t("silence.do")}</Button>}
        {maySilence && episode !== null && silenced && <Button size="small" onClick={() => setAsking("lift")}>{t("lift.do")}</Button>}
      </div>
      {finding.hard_stop && !stopSaid && <p className="finding-never">{t("never")}</p>}
      {asking === "silence" && episode !== null && <SilenceDialog episode={episode} finding={finding} words={words} onClose={() => setAsking(null)} />}
      {asking === "lift" && episode !== null && <LiftDialog episode={episode} rule={finding.rule} words={words} onClose={() => setAsking(null)} />}
    </div>
  );
}
