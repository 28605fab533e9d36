// The line over an episode: the next step names who owes what and reminds them; tasks, gates and slots stand below it.

import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { EpisodeView, LineStep } from "../../generated/types";
import { fakeHost } from "../../host/fake";
import { show } from "../../shared/show";
import { EpisodePage, tabNames, type EpisodeTabs } from "./EpisodePage";

const step = (key: string, state: LineStep["state"], more: Partial<LineStep> = {}): LineStep => ({
  key, name: null, gate: null, state, by: [], at: null, due_at: null, waits_for: [], blocked_by: [], owed: null, ...more,
});
const view: EpisodeView = {
  id: "e1", column: { id: "c1", name: "说酒驾" }, number: 24, topic: null, title: "隔夜酒也是酒", format: "drama", target_seconds: 60, wanted_day: null,
  owner: null, content: "producing", content_at: 0, dates: { submitted_at: 1, approved_at: 1, producing_at: 1, cut_submitted_at: null, ready_at: null },
  approved_revision: null, first_published_day: null, withdrawn_reason: null, created_by: { id: "p1", name: "演示甲" }, created_at: 0, updated_at: 0, version: 3,
  line: [step("script", "done"), step("production", "current", { owed: "do_tasks", waits_for: ["p2"] }), step("ready", "blocked", { owed: "shut_gates", blocked_by: ["releases"] }), step("published", "open")],
  next_step: { key: "production", name: null, waits_for: ["p2"], due_at: null, blocked_by: [], owed: "do_tasks" },
  tasks: [
    { id: "t1", craft: "edit", note: "", assignee: { id: "p2", name: "演示乙" }, start: null, due: "2026-12-01", overdue: false, done_at: null, done_by: null, version: 1 },
    { id: "t2", craft: "shoot", note: "", assignee: { id: "p2", name: "演示乙" }, start: null, due: null, overdue: false, done_at: 5, done_by: { id: "p1", name: "演示甲" }, version: 2 },
  ],
  gates: [{ gate: "releases", hard: false, missing: 2 }],
  outlets: [],
  people: [{ id: "p2", name: "演示乙" }],
  counts: { shots: 0, revisions: 0, open_comments: 0, open_tasks: 1, publications: 0, credits: 0, unconfirmed_credits: 0 },
  steps: ["remind_next"],
};
const tabs = Object.fromEntries(tabNames.map((name) => [name, () => null])) as unknown as EpisodeTabs;

test("the next step says who owes what, and reminds them", async () => {
  const host = fakeHost({ episode_view: view, remind_next: { now: [{ id: "p2", name: "演示乙" }], already: [] } });
  show(<EpisodePage episodeId="e1" tabs={tabs} />, host);
  const line = await screen.findByRole("list", { name: "进度" });
  expect(line.textContent).toContain("制作 1/2");
  const next = document.querySelector(".next")?.textContent ?? "";
  expect(next).toContain("完成制作任务");
  expect(next).toContain("演示乙");
  expect(next).toContain("还差 2 份肖像授权");
  expect(next).toMatch(/剪辑.*演示乙.*12月1日/);
  await userEvent.click(screen.getByRole("button", { name: /催\s?办/ }));
  await waitFor(() => expect(host.calls.at(-1)).toEqual({ op: "remind_next", input: { episode: "e1" } }));
  expect(await screen.findByText("已提醒 演示乙")).toBeTruthy();
});
