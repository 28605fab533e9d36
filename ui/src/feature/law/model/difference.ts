// What differs between two texts of a law, article by article, and word by word within an article. Knows no screen.

import type { ArticleNo, ArticleText, LawText } from "../../../generated/operations";

export interface Stretch {
  kind: "same" | "gone" | "new";
  text: string;
}

export type ArticleDifference =
  | { what: "reworded"; no: ArticleNo; words: Stretch[] }
  | { what: "renumbered"; no: ArticleNo; from: ArticleNo; text: string }
  | { what: "added"; no: ArticleNo; text: string }
  | { what: "gone"; no: ArticleNo; text: string };

export const wordsOf = (article: ArticleText): string => article.paragraphs.flatMap((one) => [one.text, ...one.items]).filter((line) => line !== "").join("\n");

const key = (no: ArticleNo) => `${no.article}-${no.sub}`;
const order = (a: ArticleNo, b: ArticleNo) => a.article - b.article || a.sub - b.sub;

/** In the order of the newer text; what is gone stands at its old number. */
export function differences(older: LawText, newer: LawText): ArticleDifference[] {
  const before = new Map(older.articles.map((one) => [key(one.no), one]));
  const after = new Map(newer.articles.map((one) => [key(one.no), one]));
  const byWords = new Map(older.articles.map((one) => [wordsOf(one), one.no]));
  const moved = new Set<string>();
  const out: ArticleDifference[] = [];
  for (const article of newer.articles) {
    const [text, old] = [wordsOf(article), before.get(key(article.no))];
    if (old && wordsOf(old) === text) continue;
    const from = byWords.get(text);
    if (from) {
      moved.add(key(from));
      out.push({ what: "renumbered", no: article.no, from, text });
    } else if (old) out.push({ what: "reworded", no: article.no, words: stretches(wordsOf(old), text) });
    else out.push({ what: "added", no: article.no, text });
  }
  for (const article of older.articles) {
    if (!after.has(key(article.no)) && !moved.has(key(article.no))) out.push({ what: "gone", no: article.no, text: wordsOf(article) });
  }
  return out.sort((a, b) => order(a.no, b.no));
}

/** Longer middles are shown as gone and new, whole. */
const mostCompared = 1_200;

/** The common beginning and end, and between them the longest common subsequence of characters. */
export function stretches(old: string, now: string): Stretch[] {
  const [a, b] = [[...old], [...now]];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const out: Stretch[] = [];
  const add = (kind: Stretch["kind"], text: string) => {
    const last = out.at(-1);
    if (text === "") return;
    if (last?.kind === kind) last.text += text;
    else out.push({ kind, text });
  };
  add("same", a.slice(0, head).join(""));
  for (const { kind, text } of middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail))) add(kind, text);
  add("same", a.slice(a.length - tail).join(""));
  return out;
}

function middle(a: readonly string[], b: readonly string[]): Stretch[] {
  if (a.length > mostCompared || b.length > mostCompared) return [{ kind: "gone", text: a.join("") }, { kind: "new", text: b.join("") }];
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const out: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push({ kind: "same", text: a[i] ?? "" });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      out.push({ kind: "gone", text: a[i] ?? "" });
      i += 1;
    } else {
      out.push({ kind: "new", text: b[j] ?? "" });
      j += 1;
    }
  }
  return out;
}
