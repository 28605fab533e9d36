// The manager: how many take part, who they are, what changed, and the figure that is reported.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

export const managing = [
  ["the manager sees the rate with the names behind it", async (walk) => {
    const { chief } = walk.people;
    await chief.go("人员");
    const figure = chief.page.getByRole("region", { name: "参与率" });
    await figure.getByText("28/31 人").waitFor();
    await figure.getByText("90.3 %").waitFor();
    await chief.shot("60-participation");
    await figure.getByRole("button", { name: "28/31 人" }).click();
    await chief.dialog.getByText("有作品的 28 人").waitFor();
    await chief.dialog.getByRole("link", { name: walk.newcomer }).waitFor();
    await chief.shot("61-names");
    await chief.page.keyboard.press("Escape");
    await chief.page.getByRole("region", { name: "新近加入" }).getByRole("link", { name: walk.newcomer }).waitFor();
  }],

  ["by day, by department and by policy", async (walk) => {
    const { chief } = walk.people;
    await chief.page.goto("/people?on=2021-09-30");
    await chief.page.getByRole("region", { name: "参与率" }).getByText("27/31 人").waitFor();
    await chief.shot("62-then");
    await chief.page.goto("/people?policy=strict");
    await chief.page.getByRole("region", { name: "参与率" }).getByText(/口径：严/).waitFor();
    await chief.page.goto("/people");
    await chief.page.getByRole("region", { name: "参与率" }).waitFor();
    await chief.page.locator("canvas").first().waitFor();
  }],

  ["a figure is frozen and taken away as a workbook", async (walk) => {
    const { chief } = walk.people;
    await chief.press("定稿");
    await chief.type("名称", "演示季度参与率");
    await chief.dialog.getByRole("button", { name: "定稿" }).click();
    await chief.sees("复算一致");
    await chief.shot("63-frozen");
    const [file] = await Promise.all([chief.page.waitForEvent("download"), chief.press("导出表格")]);
    const bytes = await readFile(await file.path());
    assert.match(file.suggestedFilename(), /\.xlsx$/);
    assert.equal(bytes.subarray(0, 2).toString(), "PK", "a workbook is a zip");
  }],

  ["everything that happened is in the audit, whole", async (walk) => {
    const { admin } = walk.people;
    await admin.page.goto("/settings/audit");
    await admin.page.getByRole("heading", { level: 1, name: "设置" }).waitFor();
    await admin.shot("64-audit");
    assert.equal((await admin.call("verify_studio", {})).sound, true);
  }],
];
