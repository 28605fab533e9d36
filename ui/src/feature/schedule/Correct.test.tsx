// A work that is out is corrected with a reason, and what follows from it is said.

import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { PublicationView } from "../../generated/types";
import { fakeHost } from "../../host/fake";
import { show } from "../../shared/show";
import { Kit } from "./Kit";

const out: PublicationView = {
  id: "p1", episode: "e1", episode_title: "隔夜酒也是酒", column: "说酒驾", number: 24, format: "drama", content: "ready",
  channel: { id: "c1", platform: "douyin", platform_name: "抖音", handle: "演示检察", backend: null },
  state: "published", stale: false, title: "隔夜酒也是酒", description: "喝了酒睡一觉再开车?", tags: ["普法"], own_title: false, own_description: false, own_tags: false,
  limits: { has_title: true, title_max: 30, title_unit: "chars", description_max: 1000, description_unit: "chars", tags_max: 5 },
  covers: [], video: null, paste_text: "", checklist: [], local_time: "2026-11-24T18:00", zone: "Asia/Shanghai", slot_at: 1, link: "https://www.douyin.com/video/1",
  work_id: "1", published_at: 1, reason: "", findings: [], checks: null, gates: [], attempts: [], steps: ["correct", "withdraw"], version: 7,
};

test("a correction asks for its reason and says what follows", async () => {
  const host = fakeHost({ publication_view: out, try_slots: [], correct_publication: (input) => ({ ...out, ...input, state: "corrected", version: 8 }) });
  show(<Kit publication="p1" />, host);
  await userEvent.click(await screen.findByRole("button", { name: "登记更正" }));
  expect(await screen.findByText(/请先在抖音上改好/)).toBeTruthy();
  const send = () => screen.getAllByRole("button", { name: "登记更正" }).at(-1) as HTMLElement;
  await userEvent.click(send());
  expect(host.calls.some((call) => call.op === "correct_publication")).toBe(false);
  const title = screen.getByRole("textbox", { name: /标题/ });
  await userEvent.clear(title);
  await userEvent.type(title, "隔夜酒也算酒驾");
  await userEvent.type(screen.getByRole("textbox", { name: "理由" }), "错字");
  await userEvent.click(send());
  await waitFor(() =>
    expect(host.calls.find((call) => call.op === "correct_publication")?.input).toEqual({
      publication: "p1", version: 7, title: "隔夜酒也算酒驾", description: "喝了酒睡一觉再开车?", tags: ["普法"], reason: "错字",
    }),
  );
});

test("an outcome that nobody knows says what to do", async () => {
  const host = fakeHost({ publication_view: { ...out, state: "unconfirmed", link: null, steps: ["confirm", "disprove"] }, try_slots: [] });
  show(<Kit publication="p1" />, host);
  expect((await screen.findByRole("status")).textContent).toContain("系统不会自动再发");
  expect(screen.getByRole("button", { name: "没有发出" })).toBeTruthy();
  expect(screen.getByRole("textbox", { name: "作品链接" })).toBeTruthy();
});
