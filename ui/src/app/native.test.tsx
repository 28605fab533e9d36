import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { CountsView, NoticeView } from "../generated/operations";
import { fakeHost } from "../host/fake";
import { show, someone } from "../shared/show";
import { useRead, useStaleNews } from "../shared/studio";
import { useCounts } from "./counts";
import { useNativeNotices } from "./native";

const counts = (notices: number): CountsView => ({ home: 0, review: 0, episodes: 0, schedule: 0, notices });
const notice = (id: string, kind: string): NoticeView => ({
  id, kind, at: 1, seen_at: null, params: JSON.stringify({ title: "隔夜酒也是酒", channel: "抖音 演示", slot: 0, stage: "保密审查" }),
});
const told = (...rows: NoticeView[]) => ({ counts: counts(rows.length), list_notices: { rows, next: null, unseen: rows.length } });

function Window() {
  useStaleNews();
  useNativeNotices();
  const read = useRead("list_notices", { after: null, limit: 50 });
  return <p>{`${useCounts().notices} of ${read.data?.rows.length}`}</p>;
}

test("the system shows what was told since the window opened, each thing once", async () => {
  const old = notice("n1", "review_waiting");
  const host = fakeHost(told(old));
  show(<Window />, host, { me: { ...someone, rights: ["read"] } });
  await screen.findByText("1 of 1");

  const due = notice("n2", "slot_due");
  host.answer(told(due, old));
  host.tell(["notices"]);
  await waitFor(() => expect(host.notified).toHaveLength(1));
  expect(host.notified[0]).toMatch(/《隔夜酒也是酒》定于 \d\d:\d\d 在抖音 演示发布/);

  host.answer(told(notice("n3", "slot_missed"), due, old));
  host.tell(["notices"]);
  await screen.findByText("3 of 3");
  await waitFor(() => expect(host.notified).toHaveLength(2));
});
