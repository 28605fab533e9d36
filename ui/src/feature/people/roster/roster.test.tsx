import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { PersonRow, PersonView } from "../../../generated/types";
import { fakeHost } from "../../../host/fake";
import { show, someone } from "../../../shared/show";
import { Roster } from "./Roster";

const employment = { id: "e1", department: "d1", department_name: "第一检察部", category: "staff" as const, title: "检察官", from: "2020-03-01", to: null, version: 3 };
const row = (id: string, name: string, initials: string[]): PersonRow => ({ id, name, initials, employment, has_account: false, version: 1 });
const person: PersonView = { id: "p2", name: "单某某", version: 1, employments: [employment], absences: [], steps: ["rename", "transfer", "end", "record_absence"] };
const host = () =>
  fakeHost({
    list_people: [row("p1", "甲某某", ["jmm"]), row("p2", "单某某", ["smm", "dmm"])],
    get_person: person,
    list_departments: [{ id: "d1", name: "第一检察部", kind: "business", position: 0, active: true, version: 1 }],
    end_employment: person,
  });
const me = { ...someone, rights: ["read", "administer"] as (typeof someone)["rights"] };

test("initials in any reading find a person, and what may be done stands beside the list", async () => {
  show(<Roster />, host(), { me, at: "/people?person=p2" });
  await userEvent.type(await screen.findByRole("textbox", { name: "姓名、拼音首字母或部门" }), "smm");
  await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(2));
  expect(screen.queryByText("甲某某")).toBe(null);
  expect(await screen.findByRole("button", { name: "结束任职" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "开通账号" })).toBe(null);
});

test("ending an employment names the employment and the version that were seen", async () => {
  const studio = host();
  show(<Roster />, studio, { me, at: "/people?person=p2" });
  await userEvent.click(await screen.findByRole("button", { name: "结束任职" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: /保\s*存/ }));
  await waitFor(() => expect(studio.calls.find((call) => call.op === "end_employment")?.input).toMatchObject({ id: "e1", version: 3 }));
});
