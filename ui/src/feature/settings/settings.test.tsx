import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { operations } from "../../generated/operations";
import type { ColumnView } from "../../generated/types";
import { StudioError } from "../../host";
import { fakeHost } from "../../host/fake";
import { show, someone } from "../../shared/show";
import en from "../../text/en/settings";
import zh from "../../text/zh/settings";
import { ColumnsSection } from "./ColumnsSection";
import { firstPassword } from "./password";

const column: ColumnView = {
  id: "c1", name: "说酒驾", aliases: [], parent: null, department: null, hosts: [], channels: [], cadence_days: 7, standing: true, active: true,
  version: 4, episodes: 24, next_number: 25,
};

test("a name that another column answers to is refused in words, and what was typed stays", async () => {
  const studio = fakeHost({
    list_columns: [column], list_departments: [], list_people: [], list_channels: [],
    save_column: () => {
      throw new StudioError("taken", { field: "column_name", value: "酒驾说" });
    },
  });
  const me = { ...someone, rights: ["read", "edit"] as (typeof someone)["rights"] };
  show(<ColumnsSection />, studio, { me, at: "/settings/columns?column=c1" });
  const name = await screen.findByRole("textbox", { name: "栏目名称" });
  await userEvent.clear(name);
  await userEvent.type(name, "酒驾说");
  await userEvent.click(screen.getByRole("button", { name: /保\s*存/ }));
  expect((await screen.findByRole("alert")).textContent).toContain("酒驾说");
  expect((name as HTMLInputElement).value).toBe("酒驾说");
  await waitFor(() => expect(studio.calls.find((call) => call.op === "save_column")?.input).toMatchObject({ id: "c1", version: 4 }));
});

test("first passwords are long enough and never the same", () => {
  const made = new Set(Array.from({ length: 200 }, firstPassword));
  expect(made.size).toBe(200);
  expect([...made].every((password) => /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/.test(password))).toBe(true);
});

test("every write has its words in the audit, in both languages", () => {
  const writes = Object.entries(operations).flatMap(([name, { kind }]) => (kind === "write" ? [name] : []));
  for (const words of [zh, en]) expect(writes.filter((name) => !(name in words.audit.operations))).toEqual([]);
});
