// The checker in the editor on a fake host: what was found is underlined where it stands, and one key mends it.

import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { CheckGround, CheckTexts, ProofFinding, Script } from "../../generated/operations";
import { fakeHost } from "../../host/fake";
import type { ScriptAccess } from "../../shared/scriptSlots";
import { show } from "../../shared/show";
import { startText } from "../../text";
import { FindingMargin, CheckFoot } from "./margin";
import { Checking } from "./model/checking";
import { CheckAround, CheckMarked } from "./script";

const ground: CheckGround = {
  on: "2026-12-04", on_from: "slot", case_stage: "no_case", context_law: "", minor: false, hidden_names: 0, law_texts: 3, laws_as_of: "2026-11-01", others_as_of: "2026-11-01", basis: "b1",
};
const finding = (text: string, words: string, fix: string): ProofFinding => {
  const at = text.indexOf(words);
  const span: [number, number] = [at, at + words.length];
  return {
    rule: "privacy.person_name", severity: "error", span: { byte: span, char: span, utf16: span }, params: { kind: "person_name" }, message: "姓名属于个人信息，应当隐去。", fix,
    source: "法释〔2016〕19号", marks: [], hard_stop: false, silenced: null,
  };
};
/** Finds 周小明 wherever it stands. */
const answer = ({ texts }: CheckTexts) => ({
  ground,
  texts: texts.map(({ key, text }) => ({
    key, leans: false, names: null, report: { citations: [], privacy: [], findings: text.includes("周小明") ? [finding(text, "周小明", "周某")] : [], as_of: ["2026-11-01", "2026-11-01"] as [string, string] },
  })),
});

/** An editor of one line, for what the checker sees of one. */
function oneLine(line: string): ScriptAccess & { put: (line: string) => void } {
  const listeners = new Set<() => void>();
  let script = {
    header: { hook: "", legal_point: "", law_cited: "", takeaway: "", case_stage: "no_case", context_law: "" },
    shots: [{ id: "s1", code: "1", size: "unset", setting: "", picture: "", speaker: "", line, caption: "", seconds: null, note: "", omitted: false }],
  } as Script;
  const put = (text: string) => {
    script = { ...script, shots: script.shots.map((shot) => ({ ...shot, line: text })) };
    listeners.forEach((listener) => listener());
  };
  return {
    mayWrite: true,
    current: () => script,
    text: () => script.shots[0]?.line,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    write: (_, text) => put(text),
    enter: () => {},
    caret: () => ({ key: "s1.line", start: 0, end: 0 }),
    put,
  };
}

beforeEach(async () => {
  localStorage.clear();
  await startText("zh");
});

test("a finding is marked at its words, F8 opens it, and its remedy is written with one press", async () => {
  const access = oneLine("被害人周小明报警");
  const host = fakeHost({ check_texts: answer, list_silences: [], case_view: { episode: "e1", minor: false, names: 0, updated_by: null, updated_at: null, version: 0, may_open: true } });
  show(
    <CheckAround episodeId="e1" access={access}>
      <p data-place="s1.line"><CheckMarked place="s1.line" text="被害人周小明报警" /></p>
      <FindingMargin episodeId="e1" shot="s1" />
      <CheckFoot />
    </CheckAround>,
    host,
  );
  expect((await screen.findByText("周小明", { selector: "mark" })).dataset["weight"]).toBe("error");
  expect(screen.getByRole("button", { name: "引用 0 条 · 问题 0 · 提示 0 · 隐私 1" })).toBeTruthy();
  fireEvent.keyDown(window, { key: "F8" });
  await userEvent.click(await screen.findByRole("button", { name: "改为“周某”", hidden: true }));
  expect(access.current().shots[0]?.line).toBe("被害人周某报警");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(() => expect(host.calls.findLast((call) => call.op === "check_texts")?.input).toMatchObject({ texts: [{ key: "s1.line", text: "被害人周某报警" }] }));
});

test("the key that would show a finding mends one that is shown already", async () => {
  const access = oneLine("被害人周小明报警");
  const host = fakeHost({ check_texts: answer, list_silences: [], case_view: { episode: "e1", minor: false, names: 0, updated_by: null, updated_at: null, version: 0, may_open: true } });
  show(<CheckAround episodeId="e1" access={access}><FindingMargin episodeId="e1" shot="s1" /></CheckAround>, host);
  await screen.findByText("姓名属于个人信息", { exact: false });
  fireEvent.keyDown(window, { key: "F8" });
  await screen.findByText("Alt+Enter 照改", { exact: false });
  fireEvent.keyDown(window, { key: "Enter", altKey: true });
  expect(access.current().shots[0]?.line).toBe("被害人周某报警");
});

test("an answer about older words is dropped, and only the changed text is asked about", async () => {
  const access = oneLine("周小明");
  const asked: CheckTexts["texts"][] = [];
  let release = () => {};
  const checking = new Checking(access, async (texts) => {
    asked.push(texts);
    if (asked.length === 1) await new Promise<void>((done) => (release = done));
    return answer({ episode: "e1", texts });
  });
  checking.open();
  await waitFor(() => expect(asked).toHaveLength(1));
  access.put("周小明说");
  release();
  await waitFor(() => expect(checking.of("s1.line")?.text).toBe("周小明说"));
  expect(asked[1]).toEqual([{ key: "s1.line", text: "周小明说", before: null }]);
  checking.close();
});

test("what says 同法 is asked about again when the text before it names another law", async () => {
  const access = oneLine("同法第二十条");
  const script = access.current();
  const laws: Record<string, number> = { 民法典: 1, 刑法: 2 };
  const asked: CheckTexts["texts"][] = [];
  const checking = new Checking(access, async (texts) => {
    asked.push(texts);
    const { texts: reports } = answer({ episode: "e1", texts });
    return { ground, texts: reports.map((one, at) => ({ ...one, leans: texts[at]?.text.startsWith("同法") ?? false, names: laws[texts[at]?.text ?? ""] ? { law: laws[texts[at]?.text ?? ""] ?? null } : null })) };
  });
  checking.open();
  await waitFor(() => expect(asked).toEqual([[{ key: "s1.line", text: "同法第二十条", before: null }]]));
  script.header.law_cited = "民法典";
  access.put("同法第二十条");
  await waitFor(() => expect(asked.slice(1)).toEqual([
    [{ key: "header.law_cited", text: "民法典", before: null }],
    [{ key: "s1.line", text: "同法第二十条", before: 1 }],
  ]));
  checking.close();
});

test("nothing is asked while an input method composes", async () => {
  const access = oneLine("");
  let calls = 0;
  const checking = new Checking(access, async (texts) => {
    calls += 1;
    return answer({ episode: "e1", texts });
  });
  vi.useFakeTimers();
  try {
    checking.open();
    await vi.advanceTimersByTimeAsync(1_000);
    checking.compose(true);
    access.put("周小m");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toBe(1);
    access.put("周小明");
    checking.compose(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([calls, checking.of("s1.line")?.findings.length]).toEqual([2, 1]);
  } finally {
    checking.close();
    vi.useRealTimers();
  }
});
