// The schedule by keys: an arrow moves a block, N takes the next free slot, and what speaks against it is in words.

import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { ScheduleBlock, ScheduleView } from "../../generated/types";
import { fakeHost } from "../../host/fake";
import { show } from "../../shared/show";
import { SchedulePage } from ".";
import { lengthOf } from "./count";
import { hourOf, localOf, mondayOf, plusMinutes, plusMonths, rangeOf, stepOf } from "./model";

const block: ScheduleBlock = {
  publication: "p1", episode: "e1", title: "隔夜酒也是酒", column: "说酒驾", number: 24, format: "drama", content: "ready", channel: "c1",
  state: "queued", local: "2026-12-03T18:00", slot_at: 1_796_292_000_000, wanted_day: null, cover: null, link: null, movable: true, version: 3,
  told: [{ gravity: "warning", conflict: { code: "gate_open", params: { gate: "releases" } } }],
};
const schedule: ScheduleView = {
  from: "2026-11-30", to: "2026-12-06", today: "2026-11-22", now: 0, zone: "Asia/Shanghai", blocks: [block], more: false, unplaced: [], waiting: [],
  days: [], holidays_known: true, may_publish: true,
  channels: [{ id: "c1", platform: "douyin", platform_name: "抖音", handle: "演示检察", mass_send: null, slots: [], active: true }],
};

test("arrows move a block and N takes the next free slot", async () => {
  const placed: string[] = [];
  const host = fakeHost({
    schedule_view: () => schedule,
    schedule_publication: (input: { local: string }) => {
      placed.push(input.local);
      return { publication: { version: 4 }, told: [] } as never;
    },
    next_free_slot: () => ({ local: "2026-12-07T18:00", zone: "Asia/Shanghai", at: 0 }),
  });
  show(<SchedulePage />, host, { at: "/schedule?day=2026-12-03" });
  const found = await screen.findByRole("button", { name: /隔夜酒也是酒/ });
  expect(found.textContent).toContain("未完成：肖像授权");
  found.focus();
  await userEvent.keyboard("{ArrowRight}");
  await waitFor(() => expect(placed).toEqual(["2026-12-04T18:00"]));
  await userEvent.keyboard("{ArrowDown}");
  await waitFor(() => expect(placed.at(-1)).toBe("2026-12-03T18:30"));
  await userEvent.keyboard("n");
  await waitFor(() => expect(placed.at(-1)).toBe("2026-12-07T18:00"));
});

test("days, cells and lengths", () => {
  expect(mondayOf("2026-12-06")).toBe("2026-11-30");
  expect(rangeOf("month", "2026-12-15")).toEqual({ from: "2026-11-30", to: "2027-01-03" });
  expect(plusMonths("2026-12-31", 1)).toBe("2027-01-01");
  expect(stepOf("week", "2026-12-31", 1)).toBe("2027-01-07");
  expect(plusMinutes("2026-12-31T23:45", 30)).toBe("2027-01-01T00:15");
  expect(localOf("2026-12-05", block, undefined)).toBe("2026-12-05T18:00");
  expect(localOf("2026-12-05@9", block, undefined)).toBe("2026-12-05T09:00");
  expect(hourOf("2026-12-05T23:30")).toBe(22);
  expect([lengthOf("酒驾ab", "chars"), lengthOf("酒驾ab", "hanzi"), lengthOf("😀", "hanzi")]).toEqual([4, 3, 2]);
});
