// A row of the audit tells what changed, and nothing of the program's own keys.

import { expect, test } from "vitest";
import { changedFields } from "./change";

const told = (before: unknown, after: unknown) => {
  const text = (side: unknown) => (side === undefined ? null : JSON.stringify(side));
  return changedFields(text(before), text(after)).map((one) => [one.path, one.before, one.after]);
};

test("of two pictures only what differs is told", () => {
  expect(told({ state: "ready", title: "甲", tags: ["普法"], link: null }, { state: "queued", title: "甲", tags: ["普法"], link: "" })).toEqual([["state", "ready", "queued"]]);
  expect(told({ term: { from: "2026-11-24", to: "2026-12-02" } }, { term: { from: "2026-11-24", to: "2026-11-25" } })).toEqual([["term.to", "2026-12-02", "2026-11-25"]]);
});

test("what came anew is told without empty fields and inner keys", () => {
  expect(told(undefined, { id: "01", version: 1, title: "甲", angle: "", owner: { id: "02", name: "乙某" } })).toEqual([
    ["title", undefined, "甲"],
    ["owner", undefined, "乙某"],
  ]);
});

test("single values, and a step that tells itself where it came from", () => {
  expect(told(undefined, "signed_in")).toEqual([["", undefined, "signed_in"]]);
  expect(told("scripting", { step: "submit_script", from: "scripting" })).toEqual([["step", undefined, "submit_script"], ["from", undefined, "scripting"]]);
  expect(changedFields("no json", null)).toEqual([{ path: "", before: "no json", after: undefined }]);
});
