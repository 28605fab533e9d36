// The one way out of the front end: operations, events, media, files, the door. What lies behind (a desktop
// window, a team server, a test) is known only to the implementations beside this file.

import type { Operations, Subject } from "../generated/operations";

export type OperationName = keyof Operations;
export type Input<K extends OperationName> = Operations[K]["input"];
export type Output<K extends OperationName> = Operations[K]["output"];

/** What every refused or failed call throws; the sentence is looked up by `code` in text/<lang>/errors.ts. */
export class StudioError extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = "StudioError";
  }

  /** Makes one of whatever was thrown; anything unknown becomes `fault`. */
  static of(cause: unknown): StudioError {
    if (cause instanceof StudioError) return cause;
    if (typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string") {
      const params = "params" in cause && typeof cause.params === "object" && cause.params !== null ? cause.params : {};
      return new StudioError(cause.code, params as Record<string, unknown>);
    }
    return new StudioError("fault");
  }
}

export interface StoredFile {
  sha256: string;
  name: string;
  mime: string;
  /** Bytes. */
  size: number;
  [more: string]: unknown;
}

export interface UploadOptions {
  /** Called with 0..1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

export interface Door {
  mode: "none" | "local" | "demo" | "remote";
  server: string | null;
  /** Desktop only: why what was chosen last could not be opened at this start. */
  trouble?: StudioError | null;
}
export type DoorChoice = { kind: "local" } | { kind: "demo" } | { kind: "remote"; url: string };

export interface ClosedBackup {
  name: string;
  /** Unix milliseconds. */
  taken_at: number;
}

export interface StaleNews {
  /** "all" after a lost connection: anything may have changed meanwhile. */
  stale: Subject[] | "all";
}

export interface Host {
  readonly kind: "tauri" | "http" | "fake";
  /** Whether first start offers the choice of a door (desktop) or only the sign-in (browser). */
  readonly choosesDoor: boolean;
  /** Called once before anything is drawn. */
  start(): Promise<void>;
  call<K extends OperationName>(op: K, input: Input<K>, signal?: AbortSignal): Promise<Output<K>>;
  /** Subjects made stale by others; own writes are refreshed by useWrite. Answers how to stop listening. */
  onStale(listener: (news: StaleNews) => void): () => void;
  /** A path that the system asks to open (deep link, notification). */
  onOpen(listener: (path: string) => void): () => void;
  upload(file: Blob, name: string, options?: UploadOptions): Promise<StoredFile>;
  mediaUrl(sha256: string, name?: string): string;
  /** Saves bytes or stored media where the person says. False when they cancelled. */
  saveFile(name: string, content: Blob | { sha256: string }): Promise<boolean>;
  openExternal(url: string): Promise<void>;
  /** Desktop only: shows a notification of the system's. */
  notify?(title: string, body: string): Promise<void>;
  /** Desktop only: whether the program starts with the system; changes it when `wanted` is given. */
  autostart?(wanted?: boolean): Promise<boolean>;
  door(): Door;
  chooseDoor(choice: DoorChoice): Promise<Door>;
  /** Desktop only: the newest whole backup of a workspace whose database cannot be opened; null when there is none. */
  lastGoodBackup(): Promise<ClosedBackup | null>;
  /** Desktop only: puts that backup in the place of the damaged database, which is kept aside. */
  restoreBackup(name: string): Promise<void>;
}
