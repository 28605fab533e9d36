// The review on a fake host: changed words are marked, keys vote, whoever may not vote sees why.

import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { CommentView, ReviewView, ScriptReport, StageLine, StageSteps } from "../../generated/operations";
import { fakeHost } from "../../host/fake";
import { show } from "../../shared/show";
import { startText } from "../../text";
import { ReviewPage } from "./ReviewPage";

const who = (id: string, name: string) => ({ id, name });
const line = (key: string, name: string, open: boolean): StageLine => ({
  key, name, gate: "law", step: open ? 1 : 2, required: true, result: "unsatisfied", open, opened_at: 0, due_at: null, done_at: null, votes_needed: 1, held_by: [],
  carried: false, rejected: false,
});
const mine: StageSteps = {
  stage: "first", name: "初审", yours: true, standing_for: null, approve_refusal: null, send_back_refusal: { code: "comment_required" },
  override_refusal: { code: "own_work" }, approval_means: { kind: "opens", stages: ["final"] },
};
const shot = { id: "s1", code: "4", size: "close", setting: "", picture: "", speaker: "", line: "第一百三十三条之一", caption: "", seconds: null, note: "", omitted: false } as const;
const view: ReviewView = {
  id: "r1", version: 3, subject: "script", state: "running", waiting: true, canceled: null,
  episode: { id: "e1", title: "隔夜酒也是酒", number: 24, column: who("k1", "说酒驾"), content: "in_review", format: "drama" },
  template_name: "三审三校", template_number: 1, opened_by: who("p2", "乙某某"), opened_at: 0,
  revisions: [{ id: "v2", number: 2, hash: "ab".repeat(32), asset: null, note: "", submitted_by: who("p2", "乙某某"), submitted_at: 0, contributors: [], changed: ["line"], voided: [] }],
  stages: [
    { line: line("first", "初审", true), held_by: [], waits_for: [who("p1", "甲某某")], unfilled: false },
    { line: line("final", "终审", false), held_by: [], waits_for: [], unfilled: false },
  ],
  votes: [], overrides: [], comments: [],
  script: { header: { hook: "", legal_point: "", law_cited: "", takeaway: "", case_stage: "no_case", context_law: "" }, shots: [shot] },
  checks: null,
  since_my_look: {
    from: 1,
    difference: {
      header: [],
      shots: [{
        shot: "s1", code: "4", kind: "changed", moved: false, from: 1, to: 1,
        fields: [{ field: "line", segments: [{ kind: "same", text: "第一百三十三条" }, { kind: "added", text: "之一" }] }],
      }],
    },
  },
  since_previous: null, looked_at: null, mine: { stages: [mine], own_work: false, unanswered: 0, state: "running" }, stand_ins: [], steps: ["comment"],
};

beforeEach(async () => {
  localStorage.clear();
  await startText("zh");
  Element.prototype.scrollIntoView = () => {};
});

test("what came in is marked, a press says what it does, and A approves", async () => {
  const host = fakeHost({ review_view: view, review_queue: [], cast_vote: view, look_at_review: null });
  show(<ReviewPage />, host, { at: "/review/r1" });
  expect((await screen.findByText("之一")).tagName).toBe("INS");
  expect(screen.getByText("同意后，进入终审")).toBeTruthy();
  expect(screen.getByRole("button", { name: /退回/ }).hasAttribute("disabled")).toBe(true);
  await userEvent.keyboard("a");
  await waitFor(() => expect(host.calls.find((call) => call.op === "cast_vote")?.input).toMatchObject({ version: 3, revision: "v2", stage: "first", decision: "approve" }));
});

test("open findings keep the script from passing, not from going back, and each law cited shows its article", async () => {
  const steps = { ...mine, approve_refusal: { code: "checks_unresolved", params: { errors: 1 } } as const, send_back_refusal: null };
  const span = { byte: [0, 3], char: [0, 3], utf16: [0, 3] } as { byte: [number, number]; char: [number, number]; utf16: [number, number] };
  // The words that are quoted stand apart from the citation.
  const words = { byte: [12, 18], char: [4, 6], utf16: [4, 6] } as typeof span;
  const place = { article: 264, sub: 0, paragraph: null, item: null, article_end: null, sub_end: null, paragraph_end: null, item_end: null };
  const report: ScriptReport = {
    episode: "e1", revision: "v2", number: 2,
    ground: { on: "2026-12-04", on_from: "slot", case_stage: "no_case", context_law: "", minor: false, hidden_names: 0, law_texts: 1, laws_as_of: "2026-11-01", others_as_of: "2026-11-01", basis: "b" },
    summary: { groups: [{ group: "law", errors: 1, warnings: 0, infos: 0, silenced: 0 }], hard_stops: 0, citations: 1 },
    texts: [{
      place: { key: "s1.line", shot: "s1", code: "4", field: "line", text: "第一百三十三条之一" },
      report: {
        citations: [{ law: "演示法", known: true, surface_law: "演示法", via: "name", candidates: [], place, span, standard: "《演示法》第二百六十四条", text: "演示条文。", text_effective: null, quote: { verdict: "differs" } as never }],
        privacy: [], as_of: ["2026-11-01", "2026-11-01"],
        findings: [{ rule: "quote.differs", severity: "error", span: words, params: { law: "演示法", article: "264" }, message: "引文有误。", fix: null, source: "", marks: [], hard_stop: false, silenced: null }],
      },
    }],
  };
  const comment: CommentView = { id: "c1", revision: "v2", place: { kind: "whole" }, shot_code: null, text: "", by: who("p1", "甲某某"), at: 0, replies: [], resolved_by: null, resolved_at: null, open: true, steps: [] };
  const host = fakeHost({ review_view: { ...view, mine: { ...view.mine, stages: [steps] } }, review_queue: [], look_at_review: null, revision_report: report, add_comment: comment });
  show(<ReviewPage />, host, { at: "/review/r1" });
  expect(await screen.findByText("引文有误。")).toBeTruthy();
  expect(screen.getByText(/这一环负责的检查里还有 1 处/)).toBeTruthy();
  expect(screen.getByRole("button", { name: /同意/ }).hasAttribute("disabled")).toBe(true);
  expect(screen.getByRole("button", { name: /退回/ }).hasAttribute("disabled")).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "看条文" }));
  expect(screen.getByText("演示条文。")).toBeTruthy();
  expect(screen.queryByText("有效")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "写成批注" }));
  expect(host.calls.find((call) => call.op === "add_comment")?.input).toMatchObject({ place: { kind: "shot", shot: "s1", field: "line" }, text: "“十三” 引文有误。" });
});

test("whoever took part sees why they may not vote, and A does nothing", async () => {
  const steps = { ...mine, approve_refusal: { code: "own_work" } as const, send_back_refusal: { code: "own_work" } as const };
  const host = fakeHost({ review_view: { ...view, mine: { ...view.mine, own_work: true, stages: [steps] } }, review_queue: [], look_at_review: null });
  show(<ReviewPage />, host, { at: "/review/r1" });
  expect(await screen.findByText(/您参与了本稿/)).toBeTruthy();
  await userEvent.keyboard("a");
  expect(host.calls.some((call) => call.op === "cast_vote")).toBe(false);
});
