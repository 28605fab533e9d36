// The same studio elsewhere: on a phone, in English by night, and in two browsers that write one script.

import assert from "node:assert/strict";

const another = "网购刷单不是兼职";

/** An episode with a short script of the writer's, through the operations alone. */
async function written(walk) {
  const { writer } = walk.people;
  const [column] = await writer.call("list_columns", {});
  const made = await writer.call("create_episode", {
    column: column.id, title: another, format: "talk", target_seconds: 60, wanted_day: null, owner: null,
  });
  const opened = await writer.call("script_view", { episode: made.id });
  const shot = (n, line) => ({
    id: `01900000-0000-7000-8000-00000000000${n}`, code: String(n), size: "medium", setting: "", picture: "检察官讲解", speaker: "检察官",
    line, caption: "", seconds: null, note: "", omitted: false,
  });
  const script = { ...opened.script, shots: [shot(1, "先垫付、后返利，都是骗局。"), shot(2, "遇到这样的兼职，请拨打 96110。")] };
  await writer.call("save_script", { episode: made.id, version: opened.version, script });
  return made.id;
}

export const elsewhere = [
  ["two browsers write one line: both texts stand, a person chooses", async (walk) => {
    const { writer } = walk.people;
    walk.other = await written(walk);
    const colleague = await walk.studio.person("何十的另一台电脑", { as: writer });
    walk.people.colleague = colleague;
    const grids = [writer, colleague].map((person) => person.page.getByRole("grid", { name: "分镜表" }));
    for (const person of [writer, colleague]) await person.page.goto(`/episodes/${walk.other}/script`);
    const line = (grid) => grid.getByText("先垫付、后返利", { exact: false }).first();
    await Promise.all(grids.map((grid) => line(grid).waitFor()));
    // The second computer is cut off while both write.
    await colleague.context.setOffline(true);
    await line(grids[1]).click();
    await colleague.page.keyboard.press("End");
    await colleague.page.keyboard.type("别信！");
    await line(grids[0]).click();
    await writer.page.keyboard.press("End");
    await writer.page.keyboard.type("千万不要转账。");
    await writer.until("the first computer's text is stored", async () => {
      const { script } = await writer.call("script_view", { episode: walk.other });
      return script.shots[0].line.endsWith("千万不要转账。");
    });
    await colleague.context.setOffline(false);
    await colleague.sees(/写得不一样/);
    await colleague.press("看一看");
    await colleague.dialog.getByText("先垫付、后返利，都是骗局。别信！").waitFor();
    await colleague.dialog.getByText("先垫付、后返利，都是骗局。千万不要转账。").waitFor();
    await colleague.shot("70-clash");
    await colleague.press("用我的");
    await writer.until("the chosen text is stored", async () => {
      const { script } = await writer.call("script_view", { episode: walk.other });
      return script.shots[0].line.endsWith("别信！");
    });
  }],

  ["a reviewer approves on a phone", async (walk) => {
    const { writer, business } = walk.people;
    const opened = await writer.call("script_view", { episode: walk.other });
    await writer.call("submit_script", { episode: walk.other, version: opened.version, note: "" });
    const phone = await walk.studio.person("曹四的手机", { as: business, width: 390, height: 844 });
    walk.people.phone = phone;
    await phone.page.goto("/review");
    await phone.shot("71-phone-queue");
    await phone.page.getByRole("link", { name: another }).click();
    await phone.sees("先垫付、后返利", { exact: false });
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} pixels wider than the phone`);
    await phone.shot("72-phone-review");
    await phone.press(/^同意/);
    await phone.sees(`已同意《${another}》`);
    await phone.shot("73-phone-approved");
  }],

  ["the same places in English, by night", async (walk) => {
    const english = await walk.studio.person("English by night", { as: walk.people.chief, language: "en", shade: "dark" });
    walk.people.english = english;
    for (const place of ["", "topics", "episodes", "review", "schedule", "metrics", "people", "settings"]) {
      await english.page.goto(`/${place}`);
      await english.page.getByRole("heading", { level: 1 }).first().waitFor();
      await english.shot(`80-english-${place || "home"}`);
      const chinese = await english.page.getByRole("heading", { level: 1 }).first().textContent();
      assert.doesNotMatch(chinese ?? "", /[\u4e00-\u9fff]/, `the heading of /${place}`);
    }
  }],
];
