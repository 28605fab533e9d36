// The editor on a fake host: keys make shots, what is typed is saved, a reader cannot write.

import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { ScriptView } from "../../generated/operations";
import { fakeHost } from "../../host/fake";
import { show } from "../../shared/show";
import { startText } from "../../text";
import { ScriptPage } from ".";
import { emptyScript, emptyShot } from "./model/cells";

const view: ScriptView = {
  episode: "e1", title: "隔夜酒也是酒", column: { id: "k1", name: "说酒驾" }, number: 24, format: "drama", content: "scripting", target_seconds: 60,
  script: { ...emptyScript, shots: [{ ...emptyShot("s1", "1"), line: "很多人问我" }] }, version: 3, timing: { shots: 1, characters: 5, seconds: 2, too_fast: 0 }, pace: 240,
  next_revision: 1, base_revision: null, approved_revision: null, changed: true, contributors: [], updated_by: null, updated_at: 0,
  steps: ["save_script", "import_script", "restore_revision"],
};
const timing = { shots: 0, characters: 0, seconds: 0, too_fast: 0 };

beforeEach(async () => {
  localStorage.clear();
  await startText("zh");
  Element.prototype.scrollIntoView = () => {};
});

test("Enter makes the next shot, and what is typed is saved by itself", async () => {
  const host = fakeHost({
    script_view: view,
    touch_script: [],
    save_script: ({ version }) => ({ version: version + 1, updated_at: 1, script: null, clashes: [], merged_with: null, timing }),
  });
  show(<ScriptPage episodeId="e1" />, host);
  const keys = userEvent.setup();
  fireEvent.mouseDown(await screen.findByText("很多人问我"));
  await keys.type(screen.getByLabelText("第 1 镜 台词 / 旁白"), "{Enter}");
  await keys.type(screen.getByLabelText("第 2 镜 台词 / 旁白"), "喝了酒");
  expect(screen.getByText("共 2 镜")).toBeTruthy();
  await waitFor(() => expect(host.calls.filter((call) => call.op === "save_script").length).toBeGreaterThan(0), { timeout: 5_000 });
  const saved = host.calls.findLast((call) => call.op === "save_script")?.input as { version: number; script: typeof view.script };
  expect([saved.version, saved.script.shots.map((shot) => [shot.code, shot.line])]).toEqual([3, [["1", "很多人问我"], ["2", "喝了酒"]]]);
});

test("Escape leaves the shots, and Enter goes back to the cell", async () => {
  const two = { ...view, episode: "e2", script: { ...view.script, shots: [...view.script.shots, { ...emptyShot("s2", "2"), line: "能开车吗" }] } };
  show(<ScriptPage episodeId="e2" />, fakeHost({ script_view: two, touch_script: [] }));
  const keys = userEvent.setup();
  fireEvent.mouseDown(await screen.findByText("能开车吗"));
  await keys.type(screen.getByLabelText("第 2 镜 台词 / 旁白"), "{Escape}");
  expect(screen.queryByRole("textbox", { name: /镜/ })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("grid"));
  await keys.keyboard("{Enter}");
  expect(screen.getByLabelText("第 2 镜 台词 / 旁白")).toBe(document.activeElement);
});

test("who may only look gets no place to write", async () => {
  const host = fakeHost({ script_view: { ...view, steps: [] }, touch_script: [{ person: { id: "p2", name: "乙某某" }, editing: true }] });
  show(<ScriptPage episodeId="e1" />, host);
  fireEvent.mouseDown(await screen.findByText("很多人问我"));
  expect(screen.queryByLabelText("第 1 镜 台词 / 旁白")).toBeNull();
  expect(screen.getByText("只读")).toBeTruthy();
  expect(await screen.findByText("乙某某也在编辑")).toBeTruthy();
});
