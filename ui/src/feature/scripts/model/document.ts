// The script on the screen: every change goes through here, is told to whoever shows that shot, and can be undone.
// Knows no server and no component.

import type { Script, ScriptHeader, Shot } from "../../../generated/operations";
import { bring, into, same } from "./bring";
import { emptyShot, isBlank, newId, readCell, writeCell, writeHeader, type HeaderField, type ShotField } from "./cells";
import { codeAt, renumbered } from "./codes";

/** Where one writes: a cell of a shot. */
export interface Place {
  shot: string;
  field: ShotField;
}

interface CellChange {
  /** Null: the header. */
  shot: string | null;
  field: string;
  before: string;
  after: string;
}

interface Change {
  cells: CellChange[];
  /** Shots that came, went or changed places. */
  order: { before: Shot[]; after: Shot[] } | null;
  at: number;
  place: Place | null;
}

/** Where the words end that a step of undo or redo brought. */
interface Brought extends Place {
  end: number;
}

/** Keys pressed within this many milliseconds in one cell are undone together. */
const together = 1_200;
const mostChanges = 1_000;

type Listener = () => void;

export class ScriptDocument {
  private script: Script;
  private byId: Map<string, Shot>;
  private ids: readonly string[];
  private done: Change[] = [];
  private undone: Change[] = [];
  private readonly listeners = new Map<string, Set<Listener>>();
  private held: Place | null = null;

  constructor(script: Script) {
    this.script = script;
    this.byId = new Map(script.shots.map((shot) => [shot.id, shot]));
    this.ids = script.shots.map((shot) => shot.id);
  }

  readonly current = (): Script => this.script;
  readonly order = (): readonly string[] => this.ids;
  readonly header = (): ScriptHeader => this.script.header;
  readonly shot = (id: string): Shot | undefined => this.byId.get(id);
  readonly active = (): Place | null => this.held;
  readonly canUndo = (): boolean => this.done.length > 0;
  readonly canRedo = (): boolean => this.undone.length > 0;

  /** `what`: a shot's id, or "order", "header", "any", "active". */
  subscribe(what: string, listener: Listener): () => void {
    const set = this.listeners.get(what) ?? new Set<Listener>();
    this.listeners.set(what, set.add(listener));
    return () => void set.delete(listener);
  }

  private tell(what: string): void {
    this.listeners.get(what)?.forEach((listener) => listener());
  }

  /** Puts another script on the screen and tells only whoever shows something that differs. */
  private put(next: Script): void {
    const before = this.script;
    if (next === before) return;
    const kept = next.shots.map((shot) => {
      const old = this.byId.get(shot.id);
      return old && same(old, shot) ? old : shot;
    });
    const old = this.byId;
    this.script = { header: next.header, shots: kept };
    this.byId = new Map(kept.map((shot) => [shot.id, shot]));
    const sameOrder = kept.length === this.ids.length && kept.every((shot, n) => shot.id === this.ids[n]);
    if (!sameOrder) this.ids = kept.map((shot) => shot.id);
    for (const shot of kept) if (old.get(shot.id) !== shot) this.tell(shot.id);
    if (!sameOrder) this.tell("order");
    if (before.header !== next.header) this.tell("header");
    if (this.held && !this.byId.has(this.held.shot)) this.activate(null);
    this.tell("any");
  }

  activate(place: Place | null): void {
    if (this.held?.shot === place?.shot && this.held?.field === place?.field) return;
    this.held = place;
    this.tell("active");
  }

  private remember(change: Change): void {
    const last = this.done.at(-1);
    const [one, more] = change.cells;
    const [before] = last?.cells ?? [];
    const goesOn =
      last && one && before && !more && last.cells.length === 1 && !last.order && !change.order &&
      one.shot === before.shot && one.field === before.field && change.at - last.at < together;
    if (goesOn) {
      last.cells = [{ ...before, after: one.after }];
      last.at = change.at;
    } else {
      this.done.push(change);
      if (this.done.length > mostChanges) this.done.shift();
    }
    this.undone = [];
  }

  /** What comes next is undone apart from what came before. */
  apart(): void {
    const last = this.done.at(-1);
    if (last) last.at = 0;
  }

  write(id: string, field: ShotField, text: string): void {
    const shot = this.byId.get(id);
    if (!shot) return;
    const next = writeCell(shot, field, text);
    const [before, after] = [readCell(shot, field), readCell(next, field)];
    if (before === after) return;
    this.remember({ cells: [{ shot: id, field, before, after }], order: null, at: Date.now(), place: { shot: id, field } });
    this.put({ ...this.script, shots: this.script.shots.map((s) => (s.id === id ? next : s)) });
  }

  writeHeader(field: HeaderField, text: string): void {
    const header = writeHeader(this.script.header, field, text);
    const [before, after] = [this.script.header[field], header[field]];
    if (before === after) return;
    this.remember({ cells: [{ shot: null, field, before, after }], order: null, at: Date.now(), place: null });
    this.put({ ...this.script, header });
  }

  /** Any change of the list of shots, undone in one go. */
  private arrange(shots: Shot[], header = this.script.header): void {
    const cells: CellChange[] = (Object.keys(header) as HeaderField[])
      .filter((field) => header[field] !== this.script.header[field])
      .map((field) => ({ shot: null, field, before: this.script.header[field], after: header[field] }));
    this.remember({ cells, order: { before: this.script.shots, after: shots }, at: Date.now(), place: this.held });
    this.put({ header, shots });
  }

  /** Puts an empty shot behind another one (null: in front of all); answers its id. */
  insertAfter(id: string | null): string {
    const at = id === null ? 0 : this.ids.indexOf(id) + 1;
    return this.insert(at, [emptyShot(newId(), "")])[0] ?? "";
  }

  append(): string {
    return this.insert(this.ids.length, [emptyShot(newId(), "")])[0] ?? "";
  }

  /** Puts shots at a place; those without a code, or with a taken one, get one. Answers their ids. */
  insert(at: number, shots: readonly Shot[]): string[] {
    const all = [...this.script.shots];
    const taken = new Set(all.map((shot) => shot.code));
    const coded = shots.map((shot, n) => {
      const code = shot.code !== "" && !taken.has(shot.code) ? shot.code : codeAt(all, at + n, taken);
      taken.add(code);
      all.splice(at + n, 0, { ...shot, code });
      return shot.id;
    });
    this.arrange(all);
    return coded;
  }

  /**
   * Fills the empty cells of a shot and puts more shots behind it: a pasted table. Never writes over words. When one of
   * the table's codes is taken here, all of its shots are numbered anew.
   */
  fill(id: string, first: Partial<Record<ShotField, string>>, more: readonly Shot[]): void {
    const at = this.ids.indexOf(id);
    const shot = this.byId.get(id);
    if (!shot) return;
    const others = new Set(this.script.shots.filter((s) => s.id !== id || !first.code).map((s) => s.code));
    const anew = [first.code ?? "", ...more.map((one) => one.code)].some((code) => code !== "" && others.has(code));
    let filled = shot;
    for (const [field, text] of Object.entries(first) as [ShotField, string][]) {
      if (field !== "code" || !anew) filled = writeCell(filled, field, text);
    }
    const all = this.script.shots.map((s) => (s.id === id ? filled : s));
    const taken = new Set(all.map((s) => s.code));
    more.forEach((one, n) => {
      const code = one.code !== "" && !anew && !taken.has(one.code) ? one.code : codeAt(all, at + 1 + n, taken);
      taken.add(code);
      all.splice(at + 1 + n, 0, { ...one, code });
    });
    this.arrange(all);
  }

  remove(id: string): void {
    this.arrange(this.script.shots.filter((shot) => shot.id !== id));
  }

  duplicate(id: string): string {
    const shot = this.byId.get(id);
    return shot ? (this.insert(this.ids.indexOf(id) + 1, [{ ...shot, id: newId(), code: "" }])[0] ?? "") : "";
  }

  /** Moves a shot to the place `to` of the list without it. */
  move(id: string, to: number): void {
    const shot = this.byId.get(id);
    const rest = this.script.shots.filter((s) => s.id !== id);
    const at = Math.max(0, Math.min(to, rest.length));
    if (!shot || this.ids.indexOf(id) === at) return;
    this.arrange([...rest.slice(0, at), shot, ...rest.slice(at)]);
  }

  omit(id: string): void {
    this.arrange(this.script.shots.map((shot) => (shot.id === id ? { ...shot, omitted: !shot.omitted } : shot)));
  }

  renumber(): void {
    this.arrange(renumbered(this.script.shots));
  }

  /** Takes over an imported script: instead of what stands here, or behind it. Empty lines of the header stay as they are. */
  takeOver(script: Script, replace: boolean): void {
    const header = { ...this.script.header };
    for (const field of Object.keys(header) as HeaderField[]) {
      const fresh = script.header[field];
      if (field !== "case_stage" && fresh !== "" && (replace || header[field] === "")) header[field] = fresh as never;
    }
    const kept = replace ? [] : this.script.shots.filter((shot) => !isBlank(shot));
    const all = [...kept];
    const taken = new Set(all.map((shot) => shot.code));
    for (const shot of script.shots) {
      const code = shot.code !== "" && !taken.has(shot.code) ? shot.code : codeAt(all, all.length, taken);
      taken.add(code);
      all.push({ ...shot, id: newId(), code });
    }
    this.arrange(all, header);
  }

  /** Another person's changes, or codes that the server gave; nothing of it is in the undo. */
  bring(base: Script, stored: Script): void {
    this.put(bring(base, this.script, stored));
  }

  undo(): Brought | null {
    return this.step(this.done, this.undone, "before", "after");
  }

  redo(): Brought | null {
    return this.step(this.undone, this.done, "after", "before");
  }

  private step(from: Change[], to: Change[], wanted: "before" | "after", now: "before" | "after"): Brought | null {
    const change = from.pop();
    if (!change) return null;
    to.push(change);
    let script = this.script;
    if (change.order) script = { ...script, shots: rearranged(script.shots, change.order[now], change.order[wanted]) };
    for (const cell of change.cells) script = restored(script, cell, wanted, now);
    this.put(script);
    const own = change.cells.find((cell) => cell.shot === change.place?.shot && cell.field === change.place?.field);
    return change.place && { ...change.place, end: own ? endOf(own[now], own[wanted]) : Infinity };
  }
}

/** Where the words end in `wanted` that differ from `now`. */
function endOf(now: string, wanted: string): number {
  const most = Math.min(now.length, wanted.length);
  let head = 0;
  while (head < most && now[head] === wanted[head]) head += 1;
  let tail = 0;
  while (tail < most - head && now[now.length - 1 - tail] === wanted[wanted.length - 1 - tail]) tail += 1;
  return wanted.length - tail;
}

/** Takes the list of shots from `now` to `wanted`; what others added or wrote meanwhile stays. */
function rearranged(current: readonly Shot[], now: readonly Shot[], wanted: readonly Shot[]): Shot[] {
  const here = new Map(current.map((shot) => [shot.id, shot]));
  const were = new Map(now.map((shot) => [shot.id, shot]));
  const aims = new Map(wanted.map((shot) => [shot.id, shot]));
  const others = current.filter((shot) => !were.has(shot.id) && !aims.has(shot.id));
  const order = into(wanted.map((s) => s.id), current.filter((s) => aims.has(s.id) || others.includes(s)).map((s) => s.id));
  return order.flatMap((id) => {
    const [shot, was, aim] = [here.get(id), were.get(id), aims.get(id)];
    if (!shot) return aim ? [aim] : [];
    // What this change altered in the shot goes back; what was written since stays.
    return [aim && was && !same(was, aim) ? bring({ header: emptyHeader, shots: [was] }, { header: emptyHeader, shots: [aim] }, { header: emptyHeader, shots: [shot] }).shots[0] ?? shot : shot];
  });
}

const emptyHeader: ScriptHeader = { hook: "", legal_point: "", law_cited: "", takeaway: "", case_stage: "no_case", context_law: "" };

function restored(script: Script, cell: CellChange, wanted: "before" | "after", now: "before" | "after"): Script {
  if (cell.shot === null) {
    const field = cell.field as HeaderField;
    return script.header[field] === cell[now] ? { ...script, header: writeHeader(script.header, field, cell[wanted]) } : script;
  }
  const field = cell.field as ShotField;
  const shots = script.shots.map((shot) => (shot.id === cell.shot && readCell(shot, field) === cell[now] ? writeCell(shot, field, cell[wanted]) : shot));
  return { ...script, shots };
}
