// A host made of a table of answers, for component tests and for looking at a screen without a server (?host=fake).

import type { Subject } from "../generated/operations";
import { StudioError, type Door, type Host, type Input, type OperationName, type Output, type StaleNews } from "./host";

export type Answers = { [K in OperationName]?: Output<K> | ((input: Input<K>) => Output<K> | Promise<Output<K>>) };

export interface FakeHost extends Host {
  /** Every call so far, oldest first. */
  readonly calls: { op: OperationName; input: unknown }[];
  /** Acts as if another person had changed something. */
  tell(stale: Subject[]): void;
  answer(more: Answers): void;
  /** What the system was asked to show. */
  readonly notified: string[];
}

export function fakeHost(answers: Answers, { choosesDoor = false, door = "local" as Door["mode"] } = {}): FakeHost {
  const table: Answers = { ...answers };
  const calls: FakeHost["calls"] = [];
  const notified: string[] = [];
  let startsWithSystem = false;
  const listeners = new Set<(news: StaleNews) => void>();
  let state: Door = { mode: door, server: null };

  return {
    kind: "fake",
    choosesDoor,
    calls,
    notified,
    tell: (stale) => listeners.forEach((listener) => listener({ stale })),
    answer: (more) => void Object.assign(table, more),
    start: async () => {},
    async call(op, input) {
      calls.push({ op, input });
      const answer = table[op] as unknown;
      if (answer === undefined) throw new StudioError("not_found", { op });
      return (typeof answer === "function" ? await (answer as (input: unknown) => unknown)(input) : answer) as never;
    },
    onStale(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onOpen: () => () => {},
    async upload(file, name, options) {
      options?.onProgress?.(1);
      return { sha256: "0".repeat(64), name, mime: file.type, size: file.size };
    },
    mediaUrl: (sha256) => `data:text/plain,${sha256}`,
    saveFile: async () => true,
    openExternal: async () => {},
    notify: async (_, body) => void notified.push(body),
    autostart: async (wanted = startsWithSystem) => (startsWithSystem = wanted),
    door: () => state,
    lastGoodBackup: async () => null,
    restoreBackup: async () => {},
    async chooseDoor(choice) {
      state = { mode: choice.kind, server: choice.kind === "remote" ? choice.url : null };
      return state;
    },
  };
}
