// Bringing law texts in on a fake host: what was not understood is said with its reason, and only what was shown is run.

import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { LawImport, LawText } from "../../generated/operations";
import { StudioError } from "../../host";
import { fakeHost } from "../../host/fake";
import { show, someone } from "../../shared/show";
import { startText } from "../../text";
import { LawsPage } from ".";
import { differences } from "./model/difference";

const preview: LawImport = {
  hash: "h1",
  counts: { new: 1, replaced: 0, same: 0, double: 0, refused: 1 },
  rows: [
    { path: "法规/说明.txt", outcome: "refused", reason: "no_articles", title: "", adopted: null, effective: null, articles: 0, known: false },
    { path: "法规/演示法.md", outcome: "new", reason: "", title: "演示法", adopted: null, effective: "2026-01-01", articles: 12, known: false },
  ],
};

beforeEach(() => startText("zh"));

test("a folder is looked at first, and what was shown is what is taken over", async () => {
  const host = fakeHost({ preview_laws: preview, import_laws: preview });
  show(<LawsPage />, host, { at: "/laws?tab=import", me: { ...someone, rights: ["read", "edit"] } });
  const file = (name: string) => new File(["第一条　演示。"], name, { type: "text/plain" });
  await userEvent.upload(await screen.findByLabelText("选几个文件", { selector: "input" }), [file("演示法.md"), file("说明.txt")]);
  expect(await screen.findByText("没有找到“第几条”")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "导入 1 个文本" }));
  await waitFor(() => expect(host.calls.find((call) => call.op === "import_laws")?.input).toMatchObject({ preview: "h1", files: [{ path: "演示法.md" }, { path: "说明.txt" }] }));
  expect(await screen.findByText("已导入 1 个文本")).toBeTruthy();
});

test("a broken file is said to be one, and keeps the others from nothing", async () => {
  const host = fakeHost({ preview_laws: preview });
  const upload = host.upload;
  host.upload = (file, name, options) => (name === "坏.docx" ? Promise.reject(new StudioError("bad_file", { reason: "unknown_kind" })) : upload(file, name, options));
  show(<LawsPage />, host, { at: "/laws?tab=import", me: { ...someone, rights: ["read", "edit"] } });
  const file = (name: string) => new File(["第一条　演示。"], name);
  await userEvent.upload(await screen.findByLabelText("选几个文件", { selector: "input" }), [file("坏.docx"), file("演示法.md")]);
  expect(await screen.findByText("文件已损坏")).toBeTruthy();
  expect(screen.getByText("没看懂 2")).toBeTruthy();
  expect(host.calls.find((call) => call.op === "preview_laws")?.input).toMatchObject({ files: [{ path: "演示法.md" }] });
});

test("two texts differ by reworded, rewritten, renumbered, added and gone articles", () => {
  const law = (articles: [number, string][]): LawText => ({
    title: "演示法", adopted: null, effective: null, articles: articles.map(([article, text]) => ({ no: { article, sub: 0 }, under: [], paragraphs: [{ text, items: [] }] })),
  });
  const found = differences(law([[1, "甲应当报告"], [2, "乙"], [3, "丙"], [5, "旧的一条"]]), law([[1, "甲可以报告"], [2, "丁"], [4, "乙"], [5, "全新规定"]]));
  expect(found.map((one) => [one.what, one.no.article])).toEqual([["reworded", 1], ["added", 2], ["gone", 3], ["renumbered", 4], ["rewritten", 5]]);
  const moved = differences(law([[1, "经营者应当告知消费者真实情况"]]), law([[7, "经营者应当及时告知消费者真实情况"]]));
  expect(moved).toMatchObject([{ what: "reworded", no: { article: 7 }, from: { article: 1 } }]);
  expect(found[0]).toMatchObject({ words: [{ kind: "same", text: "甲" }, { kind: "gone", text: "应当" }, { kind: "new", text: "可以" }, { kind: "same", text: "报告" }] });
});
