import { expect, test } from "vitest";
import { engine, startText } from ".";
import en from "./en";
import zh from "./zh";

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}

const blanks = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((found) => found[1]).sort().join();

test("both languages have the same keys, words in each, and the same blanks to fill", () => {
  const chinese = new Map(leaves(zh as Tree));
  const english = new Map(leaves(en as Tree));
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  for (const [key, words] of chinese) {
    expect(words.trim(), key).not.toBe("");
    expect(blanks(english.get(key) ?? ""), key).toBe(blanks(words));
  }
});

test("one thing is not said like several", async () => {
  await startText("en");
  const people = (n: number) => engine().t("people:people_n", { n });
  expect([people(1), people(4)]).toEqual(["1 person", "4 people"]);
});
