// Where findings stand in a text that may have been typed on since it was checked. Offsets are UTF-16, as the page counts.

import type { ProofFinding } from "../../generated/operations";
import { weightOf, weights, type FindingWeight } from "./words";

/** A text's findings and the text in which they were found. */
export interface Checked {
  text: string;
  findings: readonly ProofFinding[];
}

export interface Mark {
  start: number;
  end: number;
  finding: ProofFinding;
}

/** Where a stretch of an older text stands in the present one: moved with what was typed before it, null when it was typed in. */
export function carried(old: string, now: string): (start: number, end: number) => [number, number] | null {
  if (old === now) return (start, end) => [start, end];
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const by = now.length - old.length;
  return (start, end) => (end <= head ? [start, end] : start >= old.length - tail ? [start + by, end + by] : null);
}

/** The marks of a checked text in the text as it stands now; those in which something was typed are gone. */
export function marksIn({ text, findings }: Checked, now: string): Mark[] {
  const carry = carried(text, now);
  return findings.flatMap((finding) => {
    const place = carry(finding.span.utf16[0], finding.span.utf16[1]);
    return place ? [{ start: place[0], end: place[1], finding }] : [];
  });
}

export const moved = (marks: readonly Mark[], by: number): Mark[] => marks.map((mark) => ({ ...mark, start: mark.start + by, end: mark.end + by }));

export interface Piece {
  text: string;
  start: number;
  /** Empty: nothing was found here. */
  marks: Mark[];
  weight: FindingWeight | null;
}

/** A text cut at the borders of its marks; what is silenced is not marked. */
export function pieces(text: string, marks: readonly Mark[]): Piece[] {
  const shown = marks.filter((mark) => mark.finding.silenced === null && mark.end > mark.start);
  const cuts = [...new Set([0, text.length, ...shown.flatMap((mark) => [mark.start, mark.end])])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1] ?? text.length;
    const here = shown.filter((mark) => mark.start <= start && mark.end >= end);
    const weight = weights.find((one) => here.some((mark) => weightOf(mark.finding) === one)) ?? null;
    return { text: text.slice(start, end), start, marks: here, weight };
  });
}
