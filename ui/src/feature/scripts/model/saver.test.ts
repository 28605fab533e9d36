// Saving: with a lost line, with another person's changes, with a clash.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SavedScript, SaveScript, Script } from "../../../generated/operations";
import { StudioError } from "../../../host";
import { emptyScript, emptyShot } from "./cells";
import { ScriptDocument } from "./document";
import { ScriptSaver, type LeftBehind } from "./saver";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const script = (...lines: string[]): Script => ({
  ...emptyScript, shots: lines.map((line, n) => ({ ...emptyShot(String(n + 1), String(n + 1)), line })),
});
const answer = (version: number, more: Partial<SavedScript> = {}): SavedScript => ({
  version, updated_at: 1, script: null, clashes: [], merged_with: null, timing: { shots: 0, characters: 0, seconds: 0, too_fast: 0 }, ...more,
});

function open(call: (input: SaveScript) => Promise<SavedScript>) {
  const start = script("甲", "乙");
  const document = new ScriptDocument(start);
  let kept: LeftBehind | null = null;
  const keep = { write: (left: LeftBehind) => void (kept = left), clear: () => void (kept = null) };
  const saver = new ScriptSaver(document, call, "e1", { version: 1, stored: start, at: null }, keep);
  saver.open();
  return { document, saver, kept: () => kept };
}

test("a saver whose page never stood stores nothing", async () => {
  const call = vi.fn(async () => answer(2));
  const start = script("甲", "乙");
  const document = new ScriptDocument(start);
  const made = new ScriptSaver(document, call, "e1", { version: 1, stored: start, at: null }, { write: () => undefined, clear: () => undefined });
  document.write("1", "line", "甲一");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(call).not.toHaveBeenCalled();
  made.open();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(call).toHaveBeenCalledTimes(1);
});

test("keys are saved after a pause, together", async () => {
  const call = vi.fn(async () => answer(2));
  const { document, saver, kept } = open(call);
  document.write("1", "line", "甲一");
  document.write("1", "line", "甲一二");
  await vi.advanceTimersByTimeAsync(300);
  expect(kept()).not.toBeNull();
  await vi.advanceTimersByTimeAsync(700);
  expect(call).toHaveBeenCalledTimes(1);
  expect([saver.now().status, kept()]).toEqual(["saved", null]);
});

test("without a line the words are kept and sent when it is back", async () => {
  let line = false;
  const call = vi.fn(async (input: SaveScript) => {
    if (!line) throw new StudioError("offline");
    return answer(input.version + 1);
  });
  const { document, saver, kept } = open(call);
  document.write("1", "line", "甲一");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(saver.now().status).toBe("waiting");
  expect((kept() as LeftBehind | null)?.script.shots[0]?.line).toBe("甲一");
  line = true;
  await vi.advanceTimersByTimeAsync(2_500);
  expect([saver.now().status, kept()]).toEqual(["saved", null]);
});

test("in a clash mine stays on the screen and theirs in the store until somebody chooses", async () => {
  const sent: SaveScript[] = [];
  const call = async (input: SaveScript) => {
    sent.push(input);
    const clash = { shot: "1", field: "line" as const, base: "甲", mine: "甲我", theirs: "甲他" };
    return sent.length === 1 ? answer(3, { script: script("甲他", "乙他"), clashes: [clash], merged_with: { id: "p", name: "乙某某" } }) : answer(input.version + 1);
  };
  const { document, saver, kept } = open(call);
  document.write("1", "line", "甲我");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(document.current().shots.map((shot) => shot.line)).toEqual(["甲我", "乙他"]);
  expect((kept() as LeftBehind | null)?.clashes).toHaveLength(1);
  document.write("1", "line", "甲我又");
  document.write("2", "line", "乙我");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent[1]?.script.shots.map((shot) => shot.line)).toEqual(["甲他", "乙我"]);
  const [clash] = saver.now().clashes;
  if (!clash) throw new Error("no clash");
  saver.choose(clash, "mine");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent[2]?.script.shots[0]?.line).toBe("甲我又");
  expect([saver.now().clashes, kept()]).toEqual([[], null]);
});

test("what the server refuses for good says why and stays", async () => {
  const { document, saver } = open(async () => Promise.reject(new StudioError("wrong_state")));
  document.write("1", "line", "甲一");
  await vi.advanceTimersByTimeAsync(60_000);
  expect([saver.now().status, saver.now().error?.code]).toEqual(["waiting", "wrong_state"]);
  expect(document.shot("1")?.line).toBe("甲一");
});
