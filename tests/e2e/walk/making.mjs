// From the approved script to an episode that is ready: tasks, consent, the final cut and its review, the gates.

import assert from "node:assert/strict";
import { assets } from "../lib/place.mjs";
import { title } from "./writing.mjs";

const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A part of the production page by its heading. */
const part = (person, name) => person.page.locator("section").filter({ has: person.page.getByRole("heading", { name, exact: true }) });
const gate = (person, name) => part(person, "发布前要过的关").getByRole("listitem").filter({ hasText: name });

export const making = [
  ["production begins, with a task and somebody who is seen", async (walk) => {
    const { writer } = walk.people;
    await writer.page.goto(`/episodes/${walk.episode}?tab=production`);
    await writer.press("开始制作");
    await writer.press("添加任务");
    await writer.choose("负责人", "张四");
    await writer.type("截止", inDays(3));
    await writer.type("说明", "小区停车场，傍晚");
    await writer.page.getByRole("button", { name: "添加任务" }).click();
    await writer.page.getByLabel("拍摄 完成").waitFor();
    await writer.press("登记出镜人员");
    await writer.type("姓名", "群众演员（演示）");
    await writer.type("授权范围", "本期视频");
    await writer.press("保存", { exact: true });
    await gate(writer, "肖像授权").getByText("未完成").waitFor();
    await writer.shot("40-production");
  }],

  ["the final cut comes up; a minor who may be seen stops it", async (walk) => {
    const { writer } = walk.people;
    await part(writer, "成片").locator("input[type=file]").setInputFiles(assets("fixtures/second.mp4"));
    await writer.page.getByLabel("成片播放").waitFor();
    await writer.sees("64×64", { exact: false });
    const declare = part(writer, "声明");
    await declare.getByText("没有使用", { exact: true }).click();
    await declare.getByText("能认出未成年人", { exact: true }).click();
    await declare.getByRole("button", { name: "保存声明" }).click();
    await gate(writer, "未成年人").getByText("任何人不得放行").waitFor();
    await writer.shot("41-minors");
    await declare.getByText("看过全片，认不出未成年人", { exact: true }).click();
    await declare.getByRole("button", { name: "保存声明" }).click();
    await gate(writer, "未成年人").getByText("已完成").waitFor();
  }],

  ["consent is given, the task is done, the cover's picture and the texts are chosen", async (walk) => {
    const { writer } = walk.people;
    await part(writer, "肖像授权").getByRole("button", { name: "修改" }).click();
    await writer.type("授权日期", inDays(-1));
    await writer.press("保存", { exact: true });
    await gate(writer, "肖像授权").getByText("已完成").waitFor();
    await writer.page.getByLabel("拍摄 完成").click();
    await gate(writer, "制作任务").getByText("已完成").waitFor();
    await part(writer, "封面底图").locator("input[type=file]").setInputFiles(assets("demo/evening.png"));
    const focus = writer.page.getByRole("slider");
    await focus.focus();
    await writer.page.keyboard.press("Shift+ArrowRight");
    await writer.sees("焦点在横向 60%", { exact: false });
    await writer.type("封面上的字", "隔夜酒\n也是酒");
    await writer.press("保存封面设置");
    await writer.type("正文", "喝了酒睡一觉再开车，算不算酒驾？");
    await writer.page.getByRole("combobox", { name: "话题" }).fill("普法");
    await writer.page.keyboard.press("Enter");
    await writer.press("保存总稿");
    await writer.page.getByRole("button", { name: "保存总稿", disabled: true }).waitFor();
    await writer.shot("42-gates-shut");
  }],

  ["somebody else looks at the cut and approves it", async (walk) => {
    const { writer, business } = walk.people;
    await writer.press("送成片审核");
    await writer.sees("成片已送审");
    await business.page.goto("/review");
    await business.page.getByRole("link", { name: title }).click();
    await business.page.locator("video").waitFor();
    await business.shot("43-cut-review");
    await business.press(/^同意/);
    await business.sees(`已同意《${title}》`);
    await writer.page.reload();
    await writer.press("转为待发布");
    await writer.sees("已转为待发布，可以安排发布了");
    const view = await writer.call("episode_view", { episode: walk.episode });
    assert.equal(view.content, "ready");
    await writer.shot("44-ready");
  }],
];
