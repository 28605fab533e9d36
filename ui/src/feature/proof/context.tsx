// The checks of the open script, for their parts in the editor: each listens to no more than it shows.

import { createContext, use, useCallback, useSyncExternalStore } from "react";
import type { ProofFinding } from "../../generated/operations";
import type { ArticleAt } from "../../shared/proof/Article";
import { carried, marksIn, type Mark } from "../../shared/proof/marks";
import type { ScriptAccess, TextCaret } from "../../shared/scriptSlots";
import type { Checking, Known, State } from "./model/checking";
import { textsOf } from "./model/texts";

/** A mark and the text it is in. */
export interface Placed extends Mark {
  key: string;
  text: string;
}

export interface Proofing {
  episode: string;
  access: ScriptAccess;
  checking: Checking;
  /** Shows a finding at its words; `handle` moves the keyboard to what can be done about it. */
  open: (mark: Placed, handle: boolean) => void;
  read: (at: ArticleAt) => void;
}

export const ProofContext = createContext<Proofing | null>(null);

/** Null outside of an editor with checks. */
export const useProofing = (): Proofing | null => use(ProofContext);

const never = () => () => {};

export function useKnown(key: string): Known | undefined {
  const checking = useProofing()?.checking;
  const subscribe = useCallback((listener: () => void) => checking?.subscribe(key, listener) ?? never, [checking, key]);
  return useSyncExternalStore(subscribe, () => checking?.of(key));
}

export function useCheckState(checking: Checking): State {
  const subscribe = useCallback((listener: () => void) => checking.subscribe("state", listener), [checking]);
  return useSyncExternalStore(subscribe, checking.state);
}

/** Every mark of the script as it stands, in the order of the page. */
export function allMarks({ access, checking }: Pick<Proofing, "access" | "checking">): Placed[] {
  return [...textsOf(access.current())].flatMap(([key, text]) => {
    const known = checking.of(key);
    const marks = known ? marksIn(known, text) : [];
    return marks.filter((mark) => mark.finding.silenced === null).map((mark) => ({ ...mark, key, text }));
  });
}

/** The mark at the caret. */
export function markAt(proofing: Pick<Proofing, "access" | "checking">, caret: TextCaret): Placed | undefined {
  return allMarks(proofing).find((mark) => mark.key === caret.key && mark.start <= caret.start && caret.start <= mark.end);
}

/** What is known by now of a mark that was shown: accepting it, for one, changes it. */
export function latestOf({ access, checking }: Pick<Proofing, "access" | "checking">, mark: Placed): ProofFinding {
  const known = checking.of(mark.key);
  const now = known && known.text === access.text(mark.key) ? known.findings : [];
  return now.find((one) => one.rule === mark.finding.rule && one.span.utf16[0] === mark.start) ?? mark.finding;
}

/** Whether there is something to write instead. */
export const mendable = (finding: ProofFinding): finding is ProofFinding & { fix: string } => finding.fix !== null && finding.silenced === null;

/** Writes a remedy in the place of the words, the caret behind it. */
export function mend({ access }: Pick<Proofing, "access">, mark: Placed, fix: string): void {
  access.write(mark.key, mark.text.slice(0, mark.start) + fix + mark.text.slice(mark.end));
  const end = mark.start + fix.length;
  access.enter({ key: mark.key, start: end, end });
}

/** The article cited at the caret, or the only one that the text cites. */
export function articleAt({ access, checking }: Pick<Proofing, "access" | "checking">, caret: TextCaret): ArticleAt | null {
  const known = checking.of(caret.key);
  if (!known) return null;
  const carry = carried(known.text, access.text(caret.key) ?? "");
  const here = known.citations.find((citation) => {
    const place = carry(citation.span.utf16[0], citation.span.utf16[1]);
    return place !== null && place[0] <= caret.start && caret.start <= place[1];
  });
  const [first, more] = known.citations;
  const citation = here ?? (more === undefined ? first : undefined);
  if (!citation || citation.place.article === 0) return null;
  const { article, sub, paragraph, item } = citation.place;
  return { title: citation.law, article, sub, paragraph, item };
}

/** The next mark behind the caret, or before it; goes round. */
export function nextMark(proofing: Pick<Proofing, "access" | "checking">, caret: TextCaret | null, back: boolean): Placed | undefined {
  const marks = allMarks(proofing);
  if (!caret) return back ? marks.at(-1) : marks[0];
  const order = new Map([...textsOf(proofing.access.current()).keys()].map((key, n) => [key, n]));
  const at = (key: string) => order.get(key) ?? -1;
  const behind = (mark: Placed) => at(mark.key) > at(caret.key) || (mark.key === caret.key && mark.start > caret.start);
  const before = (mark: Placed) => at(mark.key) < at(caret.key) || (mark.key === caret.key && mark.start < caret.start);
  return back ? (marks.findLast(before) ?? marks.at(-1)) : (marks.find(behind) ?? marks[0]);
}
