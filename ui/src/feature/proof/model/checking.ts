// Checks the texts of the open script while they are typed: what changed is sent once the typing pauses, one call at a
// time, and an answer about older words than those on the page is dropped. Knows no component and no server.

import type { CheckGround, CheckedTexts, CitationView, CheckText, HandedOn, ProofFinding, Script } from "../../../generated/operations";
import type { Checked } from "../../../shared/proof/marks";
import { groupOf } from "../../../shared/proof/words";
import { ownerOf, textsOf } from "./texts";

/** What is known of one text. */
export interface Known extends Checked {
  citations: readonly CitationView[];
  /** The law that was handed on to it, and whether its findings rest on that. */
  before: number | null;
  leans: boolean;
  /** What it hands on itself. */
  names: HandedOn | null;
}

export interface Sum {
  citations: number;
  errors: number;
  hints: number;
  privacy: number;
  stops: number;
}

export interface State {
  ground: CheckGround | null;
  sum: Sum;
  /** Nothing has been answered yet, or the last call failed. */
  status: "starting" | "checked" | "failing";
}

interface Source {
  current(): Script;
  onChange(listener: () => void): () => void;
}

/** Milliseconds: after the last key, after a failure, and between questions whether a stage of the case has been stored. */
const pause = 200;
const patience = 5_000;
const settle = 1_000;
/** How many shots are told of an answer at once, and milliseconds until the next ones are. */
const shotsAtOnce = 6;
const breath = 16;
/** How often it is asked whether the header has been stored. */
const mostAsked = 20;

export class Checking {
  private readonly known = new Map<string, Known>();
  /** The words that were last answered, or are under way, on the present ground. */
  private readonly sent = new Map<string, string>();
  private readonly listeners = new Map<string, Set<() => void>>();
  private now: State = { ground: null, sum: { citations: 0, errors: 0, hints: 0, privacy: 0, stops: 0 }, status: "starting" };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private composing = false;
  private asked = 0;
  private readonly untold = new Set<string>();
  private telling: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void) | null = null;

  constructor(
    private readonly source: Source,
    private readonly call: (texts: CheckText[]) => Promise<CheckedTexts>,
  ) {}

  open(): void {
    this.stop ??= this.source.onChange(() => this.soon(pause));
    this.soon(0);
  }

  close(): void {
    clearTimeout(this.timer);
    clearTimeout(this.telling);
    this.telling = undefined;
    this.stop?.();
    this.stop = null;
  }

  /** While an input method composes, nothing is asked. */
  compose(on: boolean): void {
    this.composing = on;
    if (!on) this.soon(pause);
  }

  /** Something that findings rest on has changed: every text is asked about again. */
  again(): void {
    this.sent.clear();
    this.soon(0);
  }

  readonly state = (): State => this.now;
  readonly of = (key: string): Known | undefined => this.known.get(key);

  /** `what`: a text's key, a shot's id, "header" or "state". */
  subscribe(what: string, listener: () => void): () => void {
    const set = this.listeners.get(what) ?? new Set();
    this.listeners.set(what, set.add(listener));
    return () => void set.delete(listener);
  }

  private tell(what: string): void {
    this.listeners.get(what)?.forEach((listener) => listener());
  }

  private soon(after: number): void {
    clearTimeout(this.timer);
    if (this.stop) this.timer = setTimeout(() => void this.ask(), after);
  }

  private async ask(): Promise<void> {
    if (this.busy || this.composing) return;
    const texts = textsOf(this.source.current());
    this.forget(texts);
    const changed = this.changed(texts);
    const headerWaits = this.headerWaits();
    if (changed.length === 0 && this.now.ground && !headerWaits) return;
    if (headerWaits) this.asked += 1;
    for (const { key, text } of changed) this.sent.set(key, text);
    this.busy = true;
    try {
      this.take(await this.call(changed), new Map(changed.map((one) => [one.key, one])));
      this.busy = false;
      this.soon(this.headerWaits() ? settle : pause);
    } catch {
      this.busy = false;
      this.sent.clear();
      this.put({ ...this.now, status: "failing" });
      this.soon(patience);
    }
  }

  /** What was written anew, and what rests on a law that another text names now: 同法 means the one named last before it. */
  private changed(texts: ReadonlyMap<string, string>): CheckText[] {
    const changed: CheckText[] = [];
    let before: number | null = null;
    for (const [key, text] of texts) {
      const known = this.known.get(key);
      const anew = this.sent.get(key) !== text && (text !== "" || known !== undefined);
      if (anew || (known?.leans && known.before !== before)) changed.push({ key, text, before });
      if (known?.names) before = known.names.law;
    }
    return changed;
  }

  /** The stage of the case counts once it is stored; until then it is asked now and then. */
  private headerWaits(): boolean {
    const { ground } = this.now;
    const { case_stage, context_law } = this.source.current().header;
    const waits = ground !== null && (ground.case_stage !== case_stage || ground.context_law !== context_law);
    if (!waits) this.asked = 0;
    return waits && this.asked < mostAsked;
  }

  private take(answer: CheckedTexts, asked: ReadonlyMap<string, CheckText>): void {
    const before = this.now.ground?.basis;
    const texts = textsOf(this.source.current());
    const touched = new Set<string>();
    for (const { key, report, leans, names } of answer.texts) {
      const sent = asked.get(key);
      if (sent === undefined || texts.get(key) !== sent.text) continue;
      this.known.set(key, { text: sent.text, findings: report.findings, citations: report.citations, before: sent.before, leans, names });
      touched.add(key);
    }
    if (before !== undefined && before !== answer.ground.basis) {
      for (const key of [...this.sent.keys()]) if (!touched.has(key)) this.sent.delete(key);
    }
    this.told(touched);
    this.put({ ground: answer.ground, sum: this.sum(), status: "checked" });
  }

  /** What is no longer in the script has no findings. */
  private forget(texts: ReadonlyMap<string, string>): void {
    const gone = [...this.known.keys()].filter((key) => !texts.has(key));
    if (gone.length === 0) return;
    for (const key of gone) {
      this.known.delete(key);
      this.sent.delete(key);
    }
    this.told(gone);
    this.put({ ...this.now, sum: this.sum() });
  }

  /** A first answer is about every shot: they are told a few at a time, so that a key pressed meanwhile is not kept waiting. */
  private told(keys: Iterable<string>): void {
    for (const key of keys) this.untold.add(key);
    if (this.telling === undefined) this.tellSome();
  }

  private tellSome(): void {
    const owners = new Set<string>();
    for (const key of this.untold) {
      const owner = ownerOf(key);
      if (!owners.has(owner) && owners.size >= shotsAtOnce) break;
      owners.add(owner);
      this.untold.delete(key);
      this.tell(key);
    }
    for (const owner of owners) this.tell(owner);
    this.telling = this.untold.size > 0 ? setTimeout(() => this.tellSome(), breath) : undefined;
  }

  private put(next: State): void {
    this.now = next;
    this.tell("state");
  }

  private sum(): Sum {
    const sum = { citations: 0, errors: 0, hints: 0, privacy: 0, stops: 0 };
    for (const { citations, findings } of this.known.values()) {
      sum.citations += citations.length;
      for (const finding of findings) count(sum, finding);
    }
    return sum;
  }
}

function count(sum: Sum, finding: ProofFinding): void {
  if (finding.silenced !== null) return;
  if (finding.hard_stop) sum.stops += 1;
  if (groupOf(finding.rule) === "privacy") sum.privacy += 1;
  else if (finding.severity === "error") sum.errors += 1;
  else sum.hints += 1;
}
