// A unit comes in: its workspace, its roster and its published works from spreadsheets, its colleagues.

import assert from "node:assert/strict";
import { join } from "node:path";
import { samples } from "../lib/place.mjs";

const password = "一把-只为演示-的钥匙";
const first = "第一次-由管理员给的";

/** Looks at a file on the import page, down to the sentence that says what would come of it. */
async function look(admin, kind, file) {
  await admin.page.goto(`/import?kind=${kind}`);
  await admin.page.locator("input[type=file]").setInputFiles(join(samples, file));
  await admin.page.getByRole("region", { name: "将会怎样" }).waitFor();
}

/** Somebody of the roster comes in with a first password and takes one of their own. */
async function comesIn(walk, key, name, login) {
  const person = await walk.studio.person(name);
  walk.people[key] = person;
  await person.signIn(login, first);
  await person.type("现在的密码", first);
  await person.type("新密码", password);
  await person.type("再写一遍", password);
  await person.press("换好并继续");
  await person.page.getByRole("navigation").first().waitFor();
}

async function account(walk, name, login, roles) {
  const roster = await walk.people.admin.call("list_people", { on: null, with_left: false });
  const row = roster.find((one) => one.name === name);
  assert.ok(row, `${name} is on the roster`);
  await walk.people.admin.call("create_account", { person: row.id, login, password: first, roles });
}

export const arriving = [
  ["the administrator makes the workspace", async (walk) => {
    const admin = await walk.studio.person("演示管理员");
    walk.people.admin = admin;
    await admin.shot("01-empty");
    await admin.type("单位名称", "演示县人民检察院");
    await admin.type("您的姓名", "演示管理员");
    await admin.type("登录账号", "admin");
    await admin.type("密码", password);
    await admin.type("再输一次密码", password);
    await admin.press("创建并进入");
    await admin.page.getByRole("navigation").first().waitFor();
    await admin.shot("02-home-empty");
  }],

  ["the roster comes in from a spreadsheet, after a look at what it would make", async (walk) => {
    const { admin } = walk.people;
    await admin.page.getByRole("link", { name: "从表格导入" }).click();
    await admin.page.getByRole("heading", { level: 1, name: "导入" }).waitFor();
    await look(admin, "roster", "roster.xlsx");
    await admin.shot("03-roster-look");
    assert.equal((await admin.call("list_people", { on: null, with_left: true })).length, 1, "a look makes nobody");
    await admin.press("导入 36 行");
    await admin.sees("已导入", { exact: false });
    await admin.shot("04-roster-done");
  }],

  ["the published works come in, and the rate stands on the screen", async (walk) => {
    const { admin } = walk.people;
    await admin.press("接着导入已发布节目");
    await admin.page.locator("input[type=file]").setInputFiles(join(samples, "episodes.xlsx"));
    await admin.press("导入 232 行");
    await admin.press("看参与率");
    const figure = admin.page.getByRole("region", { name: "参与率" });
    await figure.getByText("87.1 %").waitFor();
    await figure.getByText("27/31 人").waitFor();
    await admin.shot("05-participation");
  }],

  ["the same files once more make nothing", async (walk) => {
    const { admin } = walk.people;
    for (const [kind, file] of [["roster", "roster.xlsx"], ["episodes", "episodes.xlsx"]]) {
      await look(admin, kind, file);
      await admin.sees("没有可以新增或更新的内容。");
      assert.ok(await admin.button("导入 0 行").isDisabled());
    }
    await admin.shot("06-nothing-twice");
  }],

  ["colleagues come in, each with a first password to replace", async (walk) => {
    for (const [key, name, login, roles] of [
      ["writer", "何十", "heshi", ["staff", "editor"]],
      ["business", "曹四", "caosi", ["reviewer"]],
      ["political", "吴未", "wuwei", ["reviewer"]],
      ["general", "严五", "yanwu", ["reviewer"]],
      ["chief", "杨六", "yangliu", ["manager"]],
    ]) {
      await account(walk, name, login, roles);
      await comesIn(walk, key, name, login);
    }
    await walk.people.writer.shot("07-home-writer");
  }],
];
