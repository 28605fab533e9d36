import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { TopicBoardState, TopicRow, TopicState } from "../../generated/types";
import { fakeHost } from "../../host/fake";
import { show, someone } from "../../shared/show";
import { TopicsPage } from ".";
import { belowOf, movedOn } from "./moves";
import { freeWeeks } from "./PublicityMargin";

const topic = (id: string, title: string, state: TopicState): TopicRow => ({
  id, title, state, source: "other", column: null, department: null, department_name: null, proposers: [{ id: "p1", name: "甲某某" }],
  wanted_day: null, episode: null, created_at: Date.now(), updated_at: Date.now(), version: 1, nearest: null, steps: ["save", "shortlist", "adopt", "shelve", "decline"],
});
const board = (): TopicBoardState[] => [
  { state: "proposed", count: 2, cards: [topic("a", "隔夜酒也是酒", "proposed"), topic("b", "高空抛物", "proposed")] },
  { state: "shortlisted", count: 0, cards: [] },
  { state: "adopted", count: 0, cards: [] },
  { state: "shelved", count: 0, cards: [] },
];
const host = () =>
  fakeHost({
    board_topics: board, list_columns: [], list_calendar_days: { days: [], holidays_known: true }, list_episodes: { rows: [], next: null },
    similar_topics: [{ topic: null, episode: "e1", title: "隔夜酒也是酒", percent: 82, day: "2021-03-02", published: true }],
    propose_topic: ({ title }) => ({ row: topic("c", title, "proposed"), angle: "", legal_point: "", law_cited: "", near: [], history: [] }),
    move_topic: ({ id, to }) => ({ row: topic(id, "隔夜酒也是酒", to), angle: "", legal_point: "", law_cited: "", near: [], history: [] }),
  });
const me = { ...someone, rights: ["read", "propose", "edit"] as (typeof someone)["rights"] };

test("a line and Enter make a topic, and what it is too like is told before", async () => {
  const studio = host();
  show(<TopicsPage />, studio, { me });
  const line = await screen.findByRole("textbox", { name: "一句话写下选题，按 Enter 添加" });
  await userEvent.type(line, "隔夜酒算酒驾吗");
  await screen.findByText("相近 82%");
  await userEvent.type(line, "{Enter}");
  await waitFor(() => expect(studio.calls.find((call) => call.op === "propose_topic")?.input).toMatchObject({ title: "隔夜酒算酒驾吗" }));
  await waitFor(() => expect((line as HTMLInputElement).value).toBe(""));
});

test("Alt and an arrow move a card; shelving asks why first", async () => {
  const studio = host();
  show(<TopicsPage />, studio, { me });
  const card = await screen.findByRole("button", { name: /隔夜酒也是酒/ });
  card.focus();
  await userEvent.keyboard("{Alt>}{ArrowRight}{/Alt}");
  await waitFor(() => expect(studio.calls.find((call) => call.op === "move_topic")?.input).toMatchObject({ id: "a", to: "shortlisted", below: null }));
});

test("a dropped card knows the card above it, and the board is drawn at once", () => {
  const cards = board()[0]!.cards;
  expect(belowOf(cards, 0, "b")).toBe(null);
  expect(belowOf(cards, 2, "a")).toBe("b");
  const after = movedOn(board(), "a", "proposed", "b");
  expect(after[0]!.cards.map((card) => card.id)).toEqual(["b", "a"]);
  expect(movedOn(board(), "a", "shelved", null).map((state) => state.count)).toEqual([1, 0, 0, 1]);
});

test("free weeks are those in which nothing is wanted", () => {
  const wanted = (...days: string[]) => days.map((wanted_day) => ({ wanted_day }));
  expect(freeWeeks("2026-11-22", "2026-12-04", [])).toBe(2);
  expect(freeWeeks("2026-11-22", "2026-12-04", wanted("2026-11-27"))).toBe(1);
  expect(freeWeeks("2026-11-22", "2026-11-22", [])).toBe(0);
});

test("the filters are in the address", async () => {
  show(<TopicsPage />, host(), { me, at: "/topics?mine=1" });
  const search = await screen.findByRole("search");
  expect((within(search).getByRole("checkbox") as HTMLInputElement).checked).toBe(true);
});
