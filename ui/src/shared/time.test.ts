import "dayjs/locale/zh-cn";
import { expect, test } from "vitest";
import { dayWords, monthName, monthWords } from "./time";

const today = "2026-11-26";

test.each([
  ["2026-11-22", "zh", "short", "11月22日"],
  ["2025-01-02", "zh", "short", "2025年1月2日"],
  ["2026-11-22", "zh", "long", "11月22日星期日"],
  ["2026-11-22", "en", "short", "22 Nov"],
  ["2025-01-02", "en", "long", "Thursday 2 Jan 2025"],
  ["2026-11-22", "en", "iso", "2026-11-22"],
  ["有一天", "zh", "short", "有一天"],
] as const)("a day %s in %s, %s: %s", (day, language, style, words) => {
  expect(dayWords(day, language, style, today)).toBe(words);
});

test("months have their names in both languages", () => {
  expect([monthWords("2026-11-01", "zh"), monthWords("2026-11-01", "en"), monthName("2026-11-30", "zh"), monthName("2026-11-30", "en")]).toEqual(["2026年11月", "November 2026", "11月", "Nov"]);
});
