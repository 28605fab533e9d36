// Checks a few texts of an episode that stand in a form (title, description, tags, a file's name) while they are typed.

import { useEffect, useState } from "react";
import { useText } from "../../text";
import { useMay } from "../me";
import { useRead } from "../studio";
import { FindingItem } from "./FindingItem";
import "./proof.css";

export interface NamedText {
  key: string;
  label: string;
  text: string;
  /** Writes the text anew; without it the remedy is only said. */
  onWrite?: ((text: string) => void) | undefined;
}

/** What was typed, once the typing has paused. */
function usePaused<T>(value: T, wait = 300): T {
  const words = JSON.stringify(value);
  const [paused, setPaused] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(words), wait);
    return () => clearTimeout(timer);
  }, [words, wait]);
  return JSON.parse(paused) as T;
}

export function TextChecks({ episode, texts }: { episode: string; texts: readonly NamedText[] }) {
  const t = useText("proof");
  const may = [useMay("write"), useMay("review")].some(Boolean);
  const asked = usePaused(texts.filter(({ text }) => text.trim() !== "").map(({ key, text }) => ({ key, text, before: null })));
  const found = useRead("check_texts", { episode, texts: asked }, { enabled: asked.length > 0 });
  if (found.error || !found.data) return null;
  const sent = new Map(asked.map(({ key, text }) => [key, text]));
  const rows = found.data.texts.flatMap(({ key, report }) => {
    const named = texts.find((one) => one.key === key);
    // An answer about other words than those on the screen says nothing.
    return named && named.text === sent.get(key) ? report.findings.map((finding) => ({ named, finding })) : [];
  });
  if (rows.length === 0) return <p className="quiet" role="status">{t("nothing_found_here")}</p>;
  return (
    <ul className="text-checks" aria-label={t("found_here")}>
      {rows.map(({ named, finding }) => (
        <li key={`${named.key} ${finding.rule} ${finding.span.utf16[0]}`}>
          <FindingItem
            finding={finding}
            text={named.text}
            episode={episode}
            maySilence={may}
            place={named.label}
            onFix={named.onWrite && ((fix) => named.onWrite?.(named.text.slice(0, finding.span.utf16[0]) + fix + named.text.slice(finding.span.utf16[1])))}
          />
        </li>
      ))}
    </ul>
  );
}
