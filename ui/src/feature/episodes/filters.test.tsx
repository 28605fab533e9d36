// Saved filters belong to the account: every window of it finds them.

import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { fakeHost } from "../../host/fake";
import { show } from "../../shared/show";
import { EpisodeFilters } from "./EpisodeFilters";
import type { EpisodeCounts, EpisodeRow } from "../../generated/types";
import { filtersKey, narrowed, plain, readSaved, wantedOf, type Filters } from "./filters";

const ready: Filters = { ...plain, states: "ready" };

test("a filter is kept with the account and taken again", async () => {
  const taken: Partial<Filters>[] = [];
  const kept = [{ key: filtersKey, value: JSON.stringify([{ name: "写稿中", filters: { states: "scripting" } }]) }];
  const host = fakeHost({ episode_counts: [], list_columns: [], list_people: [], list_preferences: kept, save_preference: null as never });
  show(<EpisodeFilters filters={ready} board={false} onChange={(patch) => taken.push(patch)} />, host);
  const open = await screen.findByRole("button", { name: /常用筛选/ });
  await waitFor(() => expect(open).toHaveProperty("disabled", false));
  await userEvent.click(open);
  await userEvent.click(await screen.findByText("写稿中"));
  expect(taken).toEqual([{ ...plain, states: "scripting" }]);
  await userEvent.click(open);
  await userEvent.click(await screen.findByText("保存现在的筛选"));
  await userEvent.type(await screen.findByRole("textbox", { name: /起个名字/ }), "本月待发{Enter}");
  await userEvent.click(screen.getByRole("button", { name: /确\s?定|OK/ }));
  await waitFor(() => {
    const saved = host.calls.find((call) => call.op === "save_preference")?.input as { key: string; value: string };
    expect(saved.key).toBe(filtersKey);
    expect(readSaved(saved.value).map((one) => one.name)).toEqual(["写稿中", "本月待发"]);
  });
});

test("a work that is out no longer waits to go out", async () => {
  const row = (id: string, first_published_day: string | null) => ({ id, content: "ready", first_published_day }) as EpisodeRow;
  const rows = [row("waits", null), row("out", "2026-11-25")];
  const shown = (states: string) => narrowed(states, rows).map((one) => one.id);
  expect([shown("ready"), shown("published"), shown("ready,published"), shown("")]).toEqual([["waits"], ["out"], ["waits", "out"], ["waits", "out"]]);
  expect(wantedOf({ ...plain, states: "published" })).toMatchObject({ states: ["ready"], published: true });
  expect(wantedOf({ ...plain, states: "ready,published" })).toMatchObject({ states: ["ready"], published: null });

  const host = fakeHost({
    episode_counts: (input: EpisodeCounts) => [{ content: "ready", episodes: input.wanted.published ? 232 : 237 }],
    list_columns: [], list_people: [], list_preferences: [],
  });
  show(<EpisodeFilters filters={plain} board={false} onChange={() => {}} />, host);
  expect(await screen.findByRole("button", { name: "待发布 5" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "已发布 232" })).toBeTruthy();
});

test("what cannot be understood is no filter", () => {
  for (const value of [undefined, "", "{", "{}", "[1]", '[{"filters":{}}]']) expect(readSaved(value)).toEqual([]);
});
