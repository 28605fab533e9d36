// The day at a glance: red only where a gate is open, figures with what they grew by, names only for those who may see them.

import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { HomeView } from "../../generated/types";
import { fakeHost } from "../../host/fake";
import { show } from "../../shared/show";
import { HomePage } from ".";

const slot = { episode: "e1", platform: "douyin", handle: "演示检察", at: Date.now(), state: "draft" as const };
const change = { at: 1, by: null, episode: "e1", title: "一次接访", content: null, review: null, stage: null, decision: null, platform: "douyin" };
const home: HomeView = {
  today: "2026-11-22",
  waiting: [{ kind: "slot", title: "一次接访", episode: "e1", review: null, publication: "p1", task: null, subject: null, what: "douyin", revision: null, unanswered: 0, due_at: 1, state: "unconfirmed", refusal: null }],
  days: [
    { day: "2026-11-22", slots: [{ ...slot, publication: "p1", title: "一次接访", gates: [] }] },
    { day: "2026-11-23", slots: [{ ...slot, publication: "p2", title: "高空抛物", gates: ["releases", "minors_absent", "filing_number"] }] },
  ],
  changes: [{ ...change, figure: { views: 12430, qualifier: null, before: 9220 } }, { ...change, figure: null }],
  publicity: [],
  tiles: {
    participation: { rate: { n: 26, total: 30, tenths: 867, percent: 87 }, this_month: 1, without_work: [{ id: "p9", name: "演示癸" }], named: true },
    since: "2026-08-24", passage: { days: 11, works: 5 }, first_pass: { n: 5, total: 8, tenths: 625, percent: 63 },
    late: { reviews: 1, tasks: 0, slots: 0, works: 0 },
  },
};

test("what waits, what goes out, what grew and how it goes", async () => {
  show(<HomePage />, fakeHost({ home }));
  expect(await screen.findByText("未完成：肖像授权、未成年人身份检查 等，另有 1 项")).toBeTruthy();
  const days = [...document.querySelectorAll(".days-strip li")];
  expect(days.map((day) => day.hasAttribute("data-stop"))).toEqual([false, true]);
  expect(screen.getByText(/12,430/).textContent).toBe("12,430 (+3,210)");
  expect(screen.getByText(/《一次接访》在抖音发布/)).toBeTruthy();
  expect(document.querySelector(".tile-wide")?.textContent).toBe("参与率87 %26/30本月 +1 人还没有作品 4 人 演示癸");
  expect(screen.getByText("审核 1")).toBeTruthy();
});
