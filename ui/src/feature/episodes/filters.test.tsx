// Saved filters belong to the account: every window of it finds them.

import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { fakeHost } from "../../host/fake";
import { show } from "../../shared/show";
import { EpisodeFilters } from "./EpisodeFilters";
import { filtersKey, plain, readSaved, type Filters } from "./filters";

const ready: Filters = { ...plain, states: "ready" };

test("a filter is kept with the account and taken again", async () => {
  const taken: Partial<Filters>[] = [];
  const kept = [{ key: filtersKey, value: JSON.stringify([{ name: "写稿中", filters: { states: "scripting" } }]) }];
  const host = fakeHost({ episode_counts: [], list_columns: [], list_people: [], list_preferences: kept, save_preference: null as never });
  await show(<EpisodeFilters filters={ready} board={false} onChange={(patch) => taken.push(patch)} />, host);
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

test("what cannot be understood is no filter", () => {
  for (const value of [undefined, "", "{", "{}", "[1]", '[{"filters":{}}]']) expect(readSaved(value)).toEqual([]);
});
