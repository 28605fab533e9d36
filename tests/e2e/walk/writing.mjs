// From a topic to an approved script: proposed, adopted, imported from Word, sent back, answered, approved by four people.

import { join } from "node:path";
import { samples } from "../lib/place.mjs";

export const title = "隔夜酒也是酒";

export const writing = [
  ["a topic is proposed and adopted into an episode", async (walk) => {
    const { writer } = walk.people;
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
    walk.episode = writer.page.url().split("/").at(-1);
    await writer.shot("12-episode");
  }],

  ["the script comes in from Word and is written on", async (walk) => {
    const { writer } = walk.people;
    await writer.page.goto(`/episodes/${walk.episode}/script`);
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
    walk.review = writer.page.url().split("/").at(-1);
    await writer.sees("您参与了本稿", { exact: false });
    await writer.shot("23-review-own");
  }],

  ["the first reviewer sends it back with a comment", async (walk) => {
    const { business } = walk.people;
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
  }],

  ["the writer mends the shot, answers and hands in again", async (walk) => {
    const { writer } = walk.people;
    await writer.page.goto(`/episodes/${walk.episode}/script`);
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
  }],

  ["four people approve in turn, nobody twice", async (walk) => {
    for (const [key, shot] of [["business", "34-first"], ["political", "35-second"], ["general", "36-secrecy"], ["chief", "37-final"]]) {
      const person = walk.people[key];
      await person.page.goto("/review");
      await person.page.getByRole("link", { name: title }).click();
      await person.shot(shot);
      await person.press(/^同意/);
      await person.sees(`已同意《${title}》`);
    }
    const { writer } = walk.people;
    await writer.page.goto(`/review/${walk.review}`);
    await writer.sees("审核已全部通过");
    await writer.shot("38-approved");
  }],
];
