// Saves the script by itself and never loses a key: what is not stored yet lies in this browser's storage until it is.
// Knows no component and no transport: it is handed a way to call and a place to keep.

import type { SavedScript, SaveScript, Script, ShotClash } from "../../../generated/operations";
import { StudioError } from "../../../host";
import { same } from "./bring";
import { columns, readCell, writeCell, writeHeader, type ColumnName, type HeaderField, type ShotField } from "./cells";
import type { ScriptDocument } from "./document";

/** Milliseconds after the last key; while somebody types on, not longer than `latest`. */
const pause = 800;
const latest = 3_000;
const retryAfter = [2_000, 5_000, 15_000, 30_000];
/** These pass by themselves; everything else needs a person. */
const passing = new Set(["offline", "busy", "no_connection", "fault", "not_signed_in", "canceled", "disk_full"]);

export interface SaverState {
  status: "saved" | "saving" | "waiting";
  at: number | null;
  /** Fields in which somebody else wrote something else; mine stand on the screen, theirs are stored. */
  clashes: ShotClash[];
  /** Whose changes came in with the last save. */
  mergedWith: string | null;
  /** Why it is not saved, when waiting does not help. */
  error: StudioError | null;
}

/** What lies in this browser's storage. */
export interface LeftBehind {
  version: number;
  base: Script;
  script: Script;
  clashes: ShotClash[];
  at: number;
  /** The page that wrote it is gone, so nobody else will store it. */
  closed: boolean;
}

export interface Keep {
  write: (left: LeftBehind) => void;
  clear: () => void;
}

export function sameScript(a: Script, b: Script): boolean {
  if (a === b) return true;
  const header = (Object.keys(a.header) as HeaderField[]).every((field) => a.header[field] === b.header[field]);
  return header && a.shots.length === b.shots.length && a.shots.every((shot, n) => same(shot, b.shots[n] as typeof shot));
}

const clashKey = (clash: ShotClash) => `${clash.shot ?? ""}:${clash.field}`;
const isColumn = (field: string): field is ColumnName => (columns as readonly string[]).includes(field);

/** The clashes that are a choice between two texts; what was deleted and changed, or moved twice, stays as stored. */
const choosable = (clash: ShotClash) => clash.shot === null || isColumn(clash.field);

/** The script with the fields of some clashes set to `pick`. */
export function withClashes(script: Script, clashes: readonly ShotClash[], pick: (clash: ShotClash) => string): Script {
  let made = script;
  for (const clash of clashes) {
    if (clash.shot === null) made = { ...made, header: writeHeader(made.header, clash.field as HeaderField, pick(clash)) };
    else {
      const shots = made.shots.map((shot) => (shot.id === clash.shot ? writeCell(shot, clash.field as ShotField, pick(clash)) : shot));
      made = { ...made, shots };
    }
  }
  return made;
}

function readClash(script: Script, clash: ShotClash): string | null {
  if (clash.shot === null) return script.header[clash.field as HeaderField];
  const shot = script.shots.find((one) => one.id === clash.shot);
  return shot ? readCell(shot, clash.field as ShotField) : null;
}

export class ScriptSaver {
  private version: number;
  /** What the server has, as far as is known here. */
  private stored: Script;
  private state: SaverState;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private firstKey: number | null = null;
  private sending: Promise<void> | null = null;
  private tries = 0;
  private readonly listeners = new Set<() => void>();
  private stop: (() => void) | null = null;

  constructor(
    private readonly document: ScriptDocument,
    readonly call: (input: SaveScript) => Promise<SavedScript>,
    private readonly episode: string,
    start: { version: number; stored: Script; at: number | null; clashes?: ShotClash[] },
    private readonly keep: Keep,
  ) {
    this.version = start.version;
    this.stored = start.stored;
    this.state = { status: "saved", at: start.at, clashes: start.clashes ?? [], mergedWith: null, error: null };
  }

  /** Listens to the document, once its page stands: a page that was given up before must store nothing. Again after a
   * close, as when the page is drawn twice. */
  open(): void {
    this.stop ??= this.document.subscribe("any", () => this.changed());
    if (this.pending()) this.changed();
  }

  readonly now = (): SaverState => this.state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  private set(patch: Partial<SaverState>): void {
    this.state = { ...this.state, ...patch };
    this.listeners.forEach((listener) => listener());
  }

  /** What is to be stored: in an open clash theirs stays until somebody has chosen. */
  private outgoing(): Script {
    return withClashes(this.document.current(), this.state.clashes, (clash) => clash.theirs);
  }

  pending(): boolean {
    return this.sending !== null || !sameScript(this.outgoing(), this.stored);
  }

  /** The version that the server has of what is stored. */
  storedVersion(): number {
    return this.version;
  }

  /** What the server has, as far as is known here. */
  known(): { version: number; script: Script } {
    return { version: this.version, script: this.stored };
  }

  private changed(): void {
    if (!this.pending() && this.state.clashes.length === 0) return;
    const now = Date.now();
    this.firstKey ??= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), Math.max(0, Math.min(pause, this.firstKey + latest - now)));
    this.keepTimer ??= setTimeout(() => this.keepNow(), 250);
    if (this.state.status === "saved") this.set({ status: "saving" });
  }

  /** Lays what is not stored yet into this browser's storage; `closed` when this page goes. */
  keepNow(closed = false): void {
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    if (!this.pending() && this.state.clashes.length === 0) return this.keep.clear();
    this.keep.write({
      version: this.version, base: this.stored, script: this.document.current(), clashes: this.state.clashes, at: Date.now(), closed,
    });
  }

  /** Stores now; answers when everything is stored or has to wait. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.keepNow();
    if (this.sending) await this.sending;
    while (!sameScript(this.outgoing(), this.stored)) {
      this.sending = this.send();
      await this.sending;
      if (this.state.status === "waiting") return false;
    }
    this.firstKey = null;
    this.keepNow();
    if (this.state.status !== "saved") this.set({ status: "saved", error: null });
    return true;
  }

  private async send(): Promise<void> {
    const sent = this.outgoing();
    this.firstKey = null;
    this.set({ status: "saving" });
    try {
      const answer = await this.call({ episode: this.episode, version: this.version, script: sent });
      this.tries = 0;
      this.take(sent, answer);
    } catch (cause) {
      this.fail(StudioError.of(cause));
    } finally {
      this.sending = null;
    }
  }

  private take(sent: Script, answer: SavedScript): void {
    const stored = answer.script ?? sent;
    const fresh = answer.clashes.filter(choosable);
    const open = this.state.clashes
      .filter((clash) => !fresh.some((one) => clashKey(one) === clashKey(clash)))
      // Theirs may have gone on meanwhile, and the shot may be gone.
      .map((clash) => ({ ...clash, theirs: readClash(stored, clash) ?? clash.theirs }))
      .filter((clash) => readClash(stored, clash) !== null);
    this.version = answer.version;
    this.stored = stored;
    this.set({
      status: "saved", at: answer.updated_at, error: null, clashes: [...open, ...fresh],
      mergedWith: answer.merged_with?.name ?? this.state.mergedWith,
    });
    // My words stay on the screen where they clash.
    this.document.bring(sent, withClashes(stored, fresh, (clash) => clash.mine));
    this.keepNow();
  }

  private fail(error: StudioError): void {
    const helps = passing.has(error.code);
    this.set({ status: "waiting", error: helps && error.code === "offline" ? null : error });
    if (!helps) return;
    const wait = retryAfter[Math.min(this.tries, retryAfter.length - 1)];
    this.tries += 1;
    this.timer = setTimeout(() => void this.flush(), wait);
  }

  /** The line is back: try at once. */
  retry(): void {
    if (this.state.status === "waiting") void this.flush();
  }

  /** Another person stored something. Without unsaved keys here it comes in at once, else with the next save. */
  receive(version: number, script: Script): void {
    if (version <= this.version || this.pending()) return;
    const base = this.stored;
    this.version = version;
    this.stored = script;
    this.document.bring(base, script);
  }

  /** What stands on the screen for a clash now. */
  mine(clash: ShotClash): string {
    return readClash(this.document.current(), clash) ?? clash.mine;
  }

  choose(clash: ShotClash, side: "mine" | "theirs"): void {
    this.set({ clashes: this.state.clashes.filter((one) => clashKey(one) !== clashKey(clash)) });
    if (side === "theirs") {
      if (clash.shot === null) this.document.writeHeader(clash.field as HeaderField, clash.theirs);
      else this.document.write(clash.shot, clash.field as ShotField, clash.theirs);
    }
    this.changed();
    void this.flush();
  }

  /** Stops listening and stores what is left. */
  async close(): Promise<void> {
    this.stop?.();
    this.stop = null;
    clearTimeout(this.timer);
    if (this.pending()) await this.flush();
  }
}
