// The whole path in a browser as several people: an empty workspace, a topic, its script, three reviews, production,
// publication, and the participation rate that comes of it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { freshFolder, samples } from "./lib/place.mjs";
import { openStudio } from "./lib/studio.mjs";

const password = "一把-只为演示-的钥匙";
const first = "第一次-由管理员给的";
const title = "隔夜酒也是酒";

let folder;
let studio;
const people = {};
let episode;
let review;

before(async () => {
  folder = await freshFolder("browser");
  studio = await openStudio(folder.path);
});

after(async () => {
  for (const person of Object.values(people)) await person.shot(`99-last-${person.name}`).catch(() => null);
  await studio?.end();
  await folder?.remove();
});

/** Somebody of the roster gets an account from the administrator, comes in and takes a password of their own. */
async function arrives(key, name, login, roles) {
  const roster = await people.admin.call("list_people", { on: null, with_left: false });
  const row = roster.find((one) => one.name === name);
  assert.ok(row, `${name} is on the roster`);
  await people.admin.call("create_account", { person: row.id, login, password: first, roles });
  const person = await studio.person(name);
  people[key] = person;
  await person.signIn(login, first);
  await person.type("现在的密码", first);
  await person.type("新密码", password);
  await person.type("再写一遍", password);
  await person.press("换好并继续");
  await person.page.getByRole("navigation").waitFor();
  return person;
}

/** The roster, until it can be imported on the screen. */
async function roster() {
  const { admin } = people;
  const existing = await admin.call("list_departments", {});
  for (const [name, kind] of [["第一检察部", "business"], ["第二检察部", "business"], ["政治部", "political"], ["办公室", "general"]]) {
    if (!existing.some((one) => one.name === name)) {
      await admin.call("save_department", { id: null, version: 0, name, kind, position: 1, active: true });
    }
  }
  const departments = await admin.call("list_departments", {});
  const members = [["何十", "第一检察部"], ["曹四", "第二检察部"], ["吴未", "政治部"], ["严五", "办公室"], ["杨六", "办公室"]];
  for (const [name, department] of members) {
    const { id } = departments.find((one) => one.name === department);
    const employment = { department: id, category: "staff", title: "", from: "2010-01-01", to: null };
    await admin.call("save_person", { id: null, version: 0, name, employment });
  }
  await admin.call("save_column", {
    id: null, version: 0, name: "说酒驾", aliases: [], parent: null, department: null, hosts: [], channels: [],
    cadence_days: null, standing: true, active: true,
  });
}

test("from an empty workspace to a published work", async (t) => {
  let broken = false;
  /** One station of the walk; after a failed one there is nothing to see at the next. */
  const station = (name, work) =>
    t.test(name, { skip: broken && "an earlier station failed" }, async () => {
      broken = true;
      await work();
      broken = false;
    });

  await station("the administrator makes the workspace", async () => {
    const admin = await studio.person("演示管理员");
    people.admin = admin;
    await admin.shot("01-empty");
    await admin.type("单位名称", "演示县人民检察院");
    await admin.type("您的姓名", "演示管理员");
    await admin.type("登录账号", "admin");
    await admin.type("密码", password);
    await admin.type("再输一次密码", password);
    await admin.press("创建并进入");
    await admin.page.getByRole("navigation").waitFor();
    await admin.shot("02-home-empty");
  });

  await station("colleagues come in, each with a first password to replace", async () => {
    await roster();
    await arrives("writer", "何十", "heshi", ["staff", "editor"]);
    await arrives("business", "曹四", "caosi", ["reviewer"]);
    await arrives("political", "吴未", "wuwei", ["reviewer"]);
    await arrives("general", "严五", "yanwu", ["reviewer"]);
    await arrives("chief", "杨六", "yangliu", ["manager"]);
    await people.writer.shot("03-home-writer");
  });

  await station("a topic is proposed and adopted into an episode", async () => {
    const { writer } = people;
    await writer.go("选题");
    await writer.type("一句话写下选题，按 Enter 添加", title);
    await writer.page.keyboard.press("Enter");
    await writer.sees(`已添加《${title}》`);
    await writer.page.getByRole("group", { name: "选题看板" }).getByRole("button", { name: title }).click();
    await writer.shot("10-topic");
    await writer.press("采用…");
    await writer.choose("栏目", "说酒驾", writer.dialog);
    await writer.shot("11-adopt");
    await writer.press("采用并生成节目");
    await writer.page.waitForURL(/\/episodes\/[^/]+$/);
    episode = writer.page.url().split("/").at(-1);
    await writer.shot("12-episode");
  });

  await station("the script comes in from Word and is written on", async () => {
    const { writer } = people;
    await writer.page.goto(`/episodes/${episode}/script`);
    await writer.press("导入");
    await writer.page.locator("input[type=file]").setInputFiles(join(samples, "script.docx"));
    await writer.page.getByRole("button", { name: "导入 5 镜" }).waitFor();
    await writer.shot("20-script-import");
    await writer.press("导入 5 镜");
    const grid = writer.page.getByRole("grid", { name: "分镜表" });
    await grid.getByText("隔夜酒也是酒,请不要心存侥幸。").click();
    await writer.page.keyboard.press("End");
    await writer.page.keyboard.press("Enter");
    await writer.page.keyboard.type("关注演示检察，下期再见。");
    await writer.sees(/已保存/);
    await writer.shot("21-script");
    await writer.press("提交审核");
    await writer.type("给审核人的话（可不写）", "第一稿，请各位审。");
    await writer.shot("22-submit");
    await writer.dialog.getByRole("button", { name: "提交审核" }).click();
    await writer.page.waitForURL(/\/review\/[^/]+$/);
    review = writer.page.url().split("/").at(-1);
    await writer.sees("您参与了本稿", { exact: false });
    await writer.shot("23-review-own");
  });

  await station("the first reviewer sends it back with a comment", async () => {
    const { business } = people;
    await business.go("审核");
    await business.shot("30-queue");
    await business.page.getByRole("link", { name: title }).click();
    await business.press("在镜 4 上写批注");
    await business.page.getByRole("textbox", { name: "在镜 4 上写批注" }).fill("请写全法律名称：《中华人民共和国刑法》。");
    await business.press("发出");
    await business.sees("等答复");
    await business.shot("31-review-comment");
    await business.press(/^退回/);
    await business.dialog.getByRole("button", { name: "退回" }).click();
    await business.sees(`已退回《${title}》`);
    await business.shot("32-sent-back");
  });

  await station("the writer mends the shot, answers and hands in again", async () => {
    const { writer } = people;
    await writer.page.goto(`/episodes/${episode}/script`);
    const line = writer.page.getByRole("grid", { name: "分镜表" }).getByText("根据刑法第一百三十三条之一", { exact: false });
    await line.first().click();
    await writer.page.keyboard.press("Control+A");
    await writer.page.keyboard.type("根据《中华人民共和国刑法》第一百三十三条之一第一款第二项，在道路上醉酒驾驶机动车的，处拘役，并处罚金。");
    await writer.press("答复");
    await writer.page.getByRole("textbox", { name: "答复" }).fill("已改为全称。");
    await writer.page.getByRole("button", { name: "答复" }).last().click();
    await writer.sees("已答复");
    await writer.shot("33-answered");
    await writer.press("提交审核");
    await writer.dialog.getByRole("button", { name: "提交审核" }).click();
    await writer.page.waitForURL(/\/review\/[^/]+$/);
  });

  await station("four people approve in turn, nobody twice", async () => {
    for (const [key, shot] of [["business", "34-first"], ["political", "35-second"], ["general", "36-secrecy"], ["chief", "37-final"]]) {
      const person = people[key];
      await person.page.goto("/review");
      await person.page.getByRole("link", { name: title }).click();
      await person.shot(shot);
      await person.press(/^同意/);
      await person.sees(`已同意《${title}》`);
    }
    const { writer } = people;
    await writer.page.goto(`/review/${review}`);
    await writer.sees("审核已全部通过");
    await writer.shot("38-approved");
  });
});
