// The checker at work: what it finds is mended by keys, a minor who can be recognised stops every approval, and the
// script passes once it is mended. An invented norm is brought into the library and cited from there.

import assert from "node:assert/strict";

const title = "校园里的一件小事";
const norm = "演示县普法工作办法";
const text = `# ${norm}\n\n第一条　为了演示，制定本办法。\n\n第二条　普法作品应当先审核、后发布。\n\n第三条　本办法自2024年1月1日起施行。\n`;

const grid = (person) => person.page.getByRole("grid", { name: "分镜表" });
const line = (person) => grid(person).getByRole("row").nth(1).locator("[data-field=line]");
const mark = (person, words) => grid(person).locator("mark", { hasText: words }).first();

/** Mends what stands under F8, and waits until the words are gone. */
async function mend(person, words) {
  await mark(person, words).waitFor();
  await person.page.keyboard.press("F8");
  await person.page.getByRole("dialog", { name: "检查意见" }).getByText(words, { exact: false }).first().waitFor();
  await person.page.keyboard.press("Alt+Enter");
  await line(person).getByText(words, { exact: false }).first().waitFor({ state: "detached" });
}

async function handIn(person) {
  await person.sees(/已保存/);
  await person.press("提交审核");
  await person.dialog.getByRole("button", { name: "提交审核" }).waitFor();
}

export const checking = [
  ["a norm comes into the library; a broken file beside it is named and stops nothing", async (walk) => {
    const { writer } = walk.people;
    await writer.page.goto("/laws?tab=import");
    await writer.page.locator("input[type=file]").last().setInputFiles([
      { name: `${norm}.md`, mimeType: "text/markdown", buffer: Buffer.from(text) },
      { name: "坏文件.docx", mimeType: "application/octet-stream", buffer: Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]) },
    ]);
    await writer.sees("文件已损坏");
    await writer.shot("24-laws-look");
    await writer.press("导入 1 个文本");
    await writer.sees("已导入 1 个文本");
    await writer.press("看法规库");
    await writer.type("查法规和条文", "先审核");
    await writer.page.getByRole("region", { name: "条文 1 条" }).getByRole("button").click();
    await writer.page.getByRole("region", { name: "第二条" }).waitFor();
    await writer.shot("25-laws-read");
  }],

  ["what is found in a line is underlined, mended by one key, undone by another", async (walk) => {
    const { writer } = walk.people;
    const [column] = await writer.call("list_columns", {});
    walk.checked = (await writer.call("create_episode", {
      column: column.id, title, format: "talk", target_seconds: 60, wanted_day: null, owner: null,
    })).id;
    await writer.page.goto(`/episodes/${walk.checked}/script`);
    await writer.press("添加一镜");
    await line(writer).click();
    await writer.page.keyboard.insertText("小学生王小丽被同学欺负，家长电话13800138000。根据《婚姻法》第十条处理。");
    assert.equal(await mark(writer, "王小丽").getAttribute("data-weight"), "stop");
    await writer.page.keyboard.press("Control+Home");
    await writer.page.keyboard.press("F8");
    await writer.page.keyboard.press("F8");
    await writer.page.getByRole("dialog", { name: "检查意见" }).getByText("手机号属于个人信息", { exact: false }).waitFor();
    await writer.shot("26-finding");
    await writer.page.keyboard.press("Alt+Enter");
    await grid(writer).getByText("1**********").first().waitFor();
    await writer.page.keyboard.press("Control+z");
    await mark(writer, "13800138000").waitFor();
    await writer.page.keyboard.press("Control+y");
    await grid(writer).getByText("1**********").first().waitFor();
  }],

  ["an article is cited from the library, where the caret stands", async (walk) => {
    const { writer } = walk.people;
    await writer.page.keyboard.press("Control+End");
    await writer.page.keyboard.press("Control+Shift+L");
    await writer.type("查找法条", `${norm} 第二条`);
    await writer.page.getByRole("list", { name: "找到的法条" }).getByRole("button").waitFor();
    await writer.page.keyboard.press("Enter");
    await writer.dialog.getByText("普法作品应当先审核、后发布。").waitFor();
    await writer.shot("27-cite");
    await writer.dialog.getByRole("button", { name: "插入" }).click();
    await grid(writer).getByText(`处理。《${norm}》第二条`, { exact: false }).first().waitFor();
    await handIn(writer);
    await writer.dialog.getByText("哪一环都不能通过", { exact: false }).waitFor();
    await writer.shot("28-hand-in-warned");
    await writer.dialog.getByRole("button", { name: "提交审核" }).click();
    await writer.page.waitForURL(/\/review\/[^/]+$/);
    walk.checkedReview = writer.page.url().split("/").at(-1);
  }],

  ["a minor who can be recognised stops the reviewer, who sends it back with what was found", async (walk) => {
    const { business } = walk.people;
    await business.page.goto(`/review/${walk.checkedReview}`);
    await business.page.getByRole("alert").getByText("任何人不能放行", { exact: false }).waitFor();
    assert.ok(await business.button(/^同意/).isDisabled(), "nobody may approve this");
    await business.shot("29-hard-stop");
    const stop = business.page.getByRole("region", { name: "个人信息" }).getByRole("listitem").filter({ hasText: "王小丽" });
    await stop.getByRole("button", { name: "写成批注" }).click();
    await stop.getByText("已写成批注").waitFor();
    await business.press(/^退回/);
    await business.dialog.getByRole("button", { name: "退回" }).click();
    await business.sees(`已退回《${title}》`);
  }],

  ["mended and answered, it passes the stage that answers for the law", async (walk) => {
    const { writer, business } = walk.people;
    await writer.page.goto(`/episodes/${walk.checked}/script`);
    await mend(writer, "王小丽");
    await writer.page.keyboard.press("Control+a");
    await writer.page.keyboard.insertText("一名小学生被同学欺负。根据《未成年人保护法》第三十九条，学校应当处理。");
    await mark(writer, "婚姻法").waitFor({ state: "detached" });
    await writer.press("答复");
    await writer.page.getByRole("textbox", { name: "答复" }).fill("已隐去。");
    await writer.page.getByRole("button", { name: "答复" }).last().click();
    await writer.sees("已答复");
    await handIn(writer);
    await writer.dialog.getByRole("button", { name: "提交审核" }).click();
    await writer.page.waitForURL(/\/review\/[^/]+$/);
    await business.page.goto(`/review/${walk.checkedReview}`);
    await business.page.getByRole("region", { name: "引用法条" }).getByText("有效").waitFor();
    await business.shot("29-mended");
    await business.press(/^同意/);
    await business.sees(`已同意《${title}》`);
  }],
];
