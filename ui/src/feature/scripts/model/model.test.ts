// The script on the screen without a screen: undo beside other people's changes, codes, timing, pasted tables.

import { expect, test } from "vitest";
import type { Script, Shot } from "../../../generated/operations";
import { bring } from "./bring";
import { emptyScript, emptyShot } from "./cells";
import { codeAt } from "./codes";
import { ScriptDocument } from "./document";
import { shotsOf, tableOf } from "./paste";
import { timingOf } from "./timing";

const shot = (id: string, line: string): Shot => ({ ...emptyShot(id, id), line });
const script = (...lines: string[]): Script => ({ ...emptyScript, shots: lines.map((line, n) => shot(String(n + 1), line)) });
const lines = (made: Script) => made.shots.map((one) => one.line).join(" ");
const withLine = (from: Script, id: string, line: string): Script => ({ ...from, shots: from.shots.map((s) => (s.id === id ? { ...s, line } : s)) });

test("what others wrote meanwhile comes in, what was typed since stays", () => {
  const base = script("甲", "乙", "丙");
  const stored = { ...withLine(base, "2", "乙他"), shots: [...withLine(base, "2", "乙他").shots, shot("9", "丁他")] };
  const cases: [Script, string][] = [
    [base, "甲 乙他 丙 丁他"],
    [withLine(base, "1", "甲我"), "甲我 乙他 丙 丁他"],
    [withLine(base, "2", "乙我"), "甲 乙我 丙 丁他"],
    [{ ...base, shots: [base.shots[2], base.shots[0], base.shots[1]] as Shot[] }, "丙 丁他 甲 乙他"],
    [{ ...base, shots: base.shots.slice(1) }, "乙他 丙 丁他"],
    [{ ...base, shots: [base.shots[0], base.shots[2]] as Shot[] }, "甲 乙他 丙 丁他"],
  ];
  for (const [here, expected] of cases) expect(lines(bring(base, here, stored))).toBe(expected);
});

test("undo takes back what I did and leaves what others did", () => {
  const document = new ScriptDocument(script("甲", "乙"));
  document.write("1", "line", "甲我");
  const added = document.insertAfter("1");
  const base = document.current();
  document.bring(base, withLine(base, "2", "乙他"));
  expect(lines(document.current())).toBe("甲我  乙他");
  document.undo();
  expect(document.shot(added)).toBeUndefined();
  document.undo();
  expect(lines(document.current())).toBe("甲 乙他");
  document.redo();
  document.redo();
  expect(lines(document.current())).toBe("甲我  乙他");
  document.omit("2");
  document.undo();
  expect(document.shot("2")?.omitted).toBe(false);
});

test("a remedy is undone by itself, and it is told where", () => {
  const document = new ScriptDocument(script("周小明"));
  document.write("1", "line", "周小明报警");
  document.apart();
  document.write("1", "line", "周某报警");
  document.apart();
  document.write("1", "line", "周某报警了");
  expect(document.undo()).toMatchObject({ shot: "1", field: "line", end: 4 });
  expect([document.undo()?.end, lines(document.current())]).toEqual([3, "周小明报警"]);
});

test("a shot that changes place tells only the list, a word only its shot", () => {
  const document = new ScriptDocument(script("甲", "乙", "丙"));
  const told: string[] = [];
  for (const what of ["1", "2", "3", "order", "header"]) document.subscribe(what, () => told.push(what));
  document.write("2", "line", "乙乙");
  document.move("3", 0);
  expect(told).toEqual(["2", "order"]);
});

test("codes and times are those of the domain", () => {
  const shots = ["1", "1A", "2"].map((code) => emptyShot(code, code));
  expect([codeAt(shots, 1), codeAt(shots, 3), codeAt(shots, 0)]).toEqual(["1B", "3", "0A"]);
  for (const [line, seconds, expected] of [
    ["很多人问我，喝了酒", null, { characters: 8, seconds: 2, rushed: null }],
    ["快".repeat(30), 5, { characters: 30, seconds: 5, rushed: 360 }],
    ["GDP(2021)", null, { characters: 7, seconds: 2, rushed: null }],
  ] as const) {
    expect(timingOf({ ...emptyShot("a", "1"), line, seconds }, 240)).toEqual(expected);
  }
});

test("a table from Word or Excel becomes shots, plain words stay words", () => {
  const shown = ["size", "picture", "speaker", "line", "caption", "seconds"] as const;
  const word = "<table><tr><th>镜号</th><th>景别</th><th>台词 / 旁白</th><th>时长(秒)</th></tr><tr><td>1</td><td>近景</td><td><p>很多人</p><p>问我</p></td><td>8秒</td></tr><tr><td>2</td><td>俯拍</td><td>喝了酒</td><td></td></tr></table>";
  const made = shotsOf(tableOf(word, "") ?? [], "line", shown);
  expect(made.first).toEqual({ code: "1", size: "close", line: "很多人\n问我", seconds: "8" });
  expect(made.all.slice(1).map((one) => [one.code, one.size, one.line, one.note])).toEqual([["2", "other", "喝了酒", "俯拍"]]);
  const excel = shotsOf(tableOf("", '检察官\t"两行\n台词"\n旁白\t一句') ?? [], "speaker", shown);
  expect(excel.first).toEqual({ speaker: "检察官", line: "两行\n台词" });
  expect(excel.all[1]?.line).toBe("一句");
  expect(tableOf("", "一段普通的话\n第二行")).toBeNull();
  // Words of columns that a script does not have, seconds that are none, cells beyond the last column: kept in the note.
  const odd = shotsOf(tableOf("", "台词\t时长\t音乐\n一句\t1-3秒\t钢琴") ?? [], "line", shown);
  expect(odd.first).toEqual({ line: "一句", note: "1-3秒\n音乐：钢琴" });
  expect(shotsOf([["字幕", "半分钟", "多出来"]], "caption", shown).first).toEqual({ caption: "字幕", note: "半分钟\n多出来" });
  expect(shotsOf([["长".repeat(2_001), "乙"]], "line", shown).tooLong).toEqual({ row: 1, field: "line", most: 2_000 });
});

test("pasted shots keep their codes, or are numbered anew when one of them is taken", () => {
  const rows = () => [{ ...emptyShot("b", "1"), line: "甲" }, { ...emptyShot("c", "1A"), line: "乙" }];
  const codes = (first: string) => {
    const document = new ScriptDocument({ ...emptyScript, shots: [emptyShot("x", first), emptyShot("y", "9")] });
    document.fill("y", { code: "1", line: "甲" }, rows().slice(1));
    return document.current().shots.map((shot) => shot.code);
  };
  expect([codes("7"), codes("1")]).toEqual([["7", "1", "1A"], ["1", "9", "10"]]);
});
