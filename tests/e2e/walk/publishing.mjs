// From a ready episode to a link: prepared for a channel, placed by keys, handed over, confirmed, and credited.

import assert from "node:assert/strict";
import { title } from "./writing.mjs";

const block = (person) => person.page.locator("[data-block]").filter({ hasText: title }).first();

/** The hours at which a channel usually posts: by them the next free slot is found. */
async function usualHours({ admin }) {
  const channels = await admin.call("list_channels", {});
  const { id, version, platform, handle, obligation, mass_send, active } = channels.find((one) => one.platform === "douyin");
  const slots = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], time: "18:00" }];
  await admin.call("save_channel", { id, version, platform, handle, obligation, mass_send, custodian: null, slots, active });
}

const placed = (person) => person.call("list_publications", { episode: person.episode });

export const publishing = [
  ["the work is prepared for a channel: cover, open questions, approval", async (walk) => {
    const { writer } = walk.people;
    writer.episode = walk.episode;
    await writer.page.goto(`/episodes/${walk.episode}?tab=publish`);
    await writer.page.getByRole("combobox", { name: "选择渠道" }).click();
    await writer.page.locator(".ant-select-dropdown:visible").getByText("抖音", { exact: false }).first().click();
    await writer.page.keyboard.press("Escape");
    await writer.press("添加渠道");
    await writer.press("生成封面");
    await writer.page.getByRole("button", { name: "重新生成封面" }).waitFor();
    await writer.shot("50-channel");
    const asked = writer.page.getByRole("button", { name: "已核对，没问题" });
    for (let left = await asked.count(); left > 0; left -= 1) {
      await asked.first().click();
      await writer.page.waitForFunction((n) => [...document.querySelectorAll("button")].filter((one) => one.textContent === "已核对，没问题").length < n, left);
    }
    await writer.press("审定发布内容");
    await writer.sees("发布内容已审定");
  }],

  ["it is placed on the week by keys", async (walk) => {
    const { writer } = walk.people;
    await usualHours(walk.people);
    await writer.go("排期");
    await block(writer).focus();
    await writer.page.keyboard.press("n");
    await writer.sees(`《${title}》排到`, { exact: false });
    const [before] = await placed(writer);
    await block(writer).focus();
    await writer.page.keyboard.press("ArrowRight");
    await writer.page.waitForFunction(async ([episode, then]) => {
      const body = JSON.stringify({ episode });
      const answer = await fetch("/api/call/list_publications", { method: "POST", headers: { "content-type": "application/json" }, body });
      return (await answer.json())[0].local_time !== then;
    }, [walk.episode, before.local_time]);
    const [after] = await placed(writer);
    const days = (Date.parse(after.local_time) - Date.parse(before.local_time)) / 86_400_000;
    assert.equal(days, 1, "an arrow moves it by a day");
    await writer.shot("51-week");
    await block(writer).focus();
    await writer.page.keyboard.press("Enter");
    await writer.page.getByRole("button", { name: "交人发布" }).waitFor();
    await writer.shot("52-kit");
  }],

  ["it is handed over, and only a link of the platform proves it", async (walk) => {
    const { writer } = walk.people;
    await writer.press("交人发布");
    await writer.sees("已交人发布，发出后请带回链接");
    await writer.type("作品链接", "https://www.bilibili.com/video/BV1xx411c7mD");
    await writer.press("确认已发布");
    await writer.page.getByRole("alert").first().waitFor();
    await writer.shot("53-wrong-link");
    await writer.type("作品链接", "7.43 复制打开抖音 https://www.douyin.com/video/7300000000000000001 看看");
    await writer.press("确认已发布");
    await writer.page.getByRole("button", { name: "https://www.douyin.com/video/7300000000000000001" }).waitFor();
    await writer.shot("54-published");
  }],

  ["the credits are confirmed; somebody is seen for the first time", async (walk) => {
    const { writer } = walk.people;
    await writer.page.goto(`/episodes/${walk.episode}?tab=credits`);
    await writer.sees("已发布", { exact: true });
    await writer.page.getByRole("listitem").filter({ hasText: "编剧" }).getByRole("button", { name: "署名" }).click();
    const participation = await walk.people.admin.call("participation", {
      unit: null, on: null, from: null, policy: null, department: null, column: null, role: null,
    });
    const waiting = participation.people.find((one) => !one.takes_part);
    walk.newcomer = waiting.name;
    await writer.choose("姓名", waiting.name);
    await writer.press("添加", { exact: true });
    await writer.press(/^确认全部/);
    await writer.page.getByRole("row").filter({ hasText: waiting.name }).getByText("已确认").waitFor();
    await writer.shot("55-credits");
  }],
];
