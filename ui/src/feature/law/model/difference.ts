// What differs between two texts of a law, article by article, and word by word within an article. Knows no screen.

import type { ArticleNo, ArticleText, LawText } from "../../../generated/operations";

export interface Stretch {
  kind: "same" | "gone" | "new";
  text: string;
}

export type ArticleDifference =
  /** `from`: its old number, when that was another. */
  | { what: "reworded"; no: ArticleNo; from: ArticleNo | null; words: Stretch[] }
  /** So much is new that both texts are read whole. */
  | { what: "rewritten"; no: ArticleNo; from: ArticleNo | null; old: string; text: string }
  | { what: "renumbered"; no: ArticleNo; from: ArticleNo; text: string }
  | { what: "added"; no: ArticleNo; text: string }
  | { what: "gone"; no: ArticleNo; text: string };

export const wordsOf = (article: ArticleText): string => article.paragraphs.flatMap((one) => [one.text, ...one.items]).filter((line) => line !== "").join("\n");

const key = (no: ArticleNo) => `${no.article}-${no.sub}`;
const order = (a: ArticleNo, b: ArticleNo) => a.article - b.article || a.sub - b.sub;

interface Numbered {
  no: ArticleNo;
  text: string;
}

const numbered = (law: LawText): Map<string, Numbered> => new Map(law.articles.map((one) => [key(one.no), { no: one.no, text: wordsOf(one) }]));

/** In the order of the newer text; what is gone stands at its old number. */
export function differences(older: LawText, newer: LawText): ArticleDifference[] {
  const [before, after] = [numbered(older), numbered(newer)];
  const out: ArticleDifference[] = [];
  const pair = (from: Numbered, now: Numbered) => {
    before.delete(key(from.no));
    after.delete(key(now.no));
    const moved = key(from.no) === key(now.no) ? null : from.no;
    if (from.text !== now.text) out.push(reworded(now, moved, from.text));
    else if (moved) out.push({ what: "renumbered", no: now.no, from: moved, text: now.text });
  };
  const sameNumber = (alike: (a: string, b: string) => boolean) => {
    for (const now of [...after.values()]) {
      const from = before.get(key(now.no));
      if (from && alike(from.text, now.text)) pair(from, now);
    }
  };
  sameNumber((a, b) => a === b);
  for (const [from, now] of closest([...before.values()], [...after.values()])) pair(from, now);
  sameNumber(() => true);
  for (const { no, text } of after.values()) out.push({ what: "added", no, text });
  for (const { no, text } of before.values()) out.push({ what: "gone", no, text });
  return out.sort((a, b) => order(a.no, b.no));
}

/** Texts less alike than this are not taken for one article under two numbers. */
const leastAlike = 0.5;

/** Articles that are one another's text, whatever their numbers: the most alike first, of equals the nearest. */
function closest(before: readonly Numbered[], after: readonly Numbered[]): [Numbered, Numbered][] {
  const [old, fresh] = [before, after].map((side) => side.map((one) => ({ one, twos: twos(one.text) }))) as [Twos[], Twos[]];
  const pairs = old.flatMap((a) =>
    fresh.flatMap((b) => {
      const like = a.one.text === b.one.text ? 1 : alike(a.twos, b.twos);
      return like >= leastAlike ? [{ from: a.one, now: b.one, like, far: Math.abs(a.one.no.article - b.one.no.article) }] : [];
    }),
  );
  pairs.sort((a, b) => b.like - a.like || a.far - b.far);
  const taken = new Set<Numbered>();
  return pairs.flatMap(({ from, now }): [Numbered, Numbered][] => {
    if (taken.has(from) || taken.has(now)) return [];
    taken.add(from).add(now);
    return [[from, now]];
  });
}

interface Twos {
  one: Numbered;
  twos: ReadonlySet<string>;
}

/** Each two characters that stand side by side. */
const twos = (text: string): ReadonlySet<string> => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  // Sets of very different size cannot be alike enough.
  if (many.size === 0 || (2 * few.size) / (few.size + many.size) < leastAlike) return 0;
  let common = 0;
  for (const two of few) if (many.has(two)) common += 1;
  return (2 * common) / (few.size + many.size);
}

/** Less in common than this share of both texts: marking single words would say nothing. */
const leastInCommon = 0.5;

function reworded({ no, text }: Numbered, from: ArticleNo | null, old: string): ArticleDifference {
  const words = readable(stretches(old, text));
  const common = words.reduce((sum, one) => sum + (one.kind === "same" ? one.text.length : 0), 0);
  return (2 * common) / (old.length + text.length) < leastInCommon ? { what: "rewritten", no, from, old, text } : { what: "reworded", no, from, words };
}

/** Fewer characters between two changes stand there by chance. */
const leastWords = 3;

/** What went and came, each in one piece; a character or two that both texts share by chance belong to the change. */
function readable(list: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  let [gone, fresh] = ["", ""];
  const close = () => {
    if (gone !== "") out.push({ kind: "gone", text: gone });
    if (fresh !== "") out.push({ kind: "new", text: fresh });
    [gone, fresh] = ["", ""];
  };
  for (const [at, { kind, text }] of list.entries()) {
    if (kind === "same" && !(text.length < leastWords && at > 0 && at < list.length - 1)) {
      close();
      out.push({ kind, text });
      continue;
    }
    if (kind !== "new") gone += text;
    if (kind !== "gone") fresh += text;
  }
  close();
  return out;
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
