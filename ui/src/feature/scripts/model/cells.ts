// The cells of a script: which a shot has, which the header has, and how one is read and written as text.
// Knows no screen. Limits are those of the domain (crates/domain, script): the server says no, the editor stops typing there.

import type { CaseStage, Script, ScriptHeader, Shot, ShotSize } from "../../../generated/operations";

export type TextField = "setting" | "picture" | "speaker" | "line" | "caption" | "note";
export type ShotField = "size" | "seconds" | "code" | TextField;
export type HeaderField = "hook" | "legal_point" | "law_cited" | "takeaway" | "case_stage" | "context_law";

/** The columns in the order on screen; the code stands in the handle before them. */
export const columns = ["size", "setting", "picture", "speaker", "line", "caption", "seconds", "note"] as const;
export type ColumnName = (typeof columns)[number];
export const isText = (column: ColumnName): column is TextField => column !== "size" && column !== "seconds";

export const sizes: ShotSize[] = [
  "unset", "extreme_long", "long", "full", "medium", "medium_close", "close", "close_up", "extreme_close_up", "empty", "aerial", "graphic", "other",
];
/** The first letters of 大远景, 远景, 全景, 中景 and so on. */
const sizeLetters: Partial<Record<ShotSize, string>> = {
  extreme_long: "D", long: "Y", full: "Q", medium: "Z", medium_close: "Z", close: "J", close_up: "T", extreme_close_up: "D", empty: "K", aerial: "H", graphic: "T",
};

/** The size that a letter key chooses: the next one of that letter after `now`. */
export function sizeByLetter(code: string, now: ShotSize): ShotSize | null {
  const fitting = sizes.filter((size) => `Key${sizeLetters[size]}` === code);
  return fitting[(fitting.indexOf(now) + 1) % fitting.length] ?? null;
}

export const caseStages: CaseStage[] = ["no_case", "before_prosecution", "prosecuted", "judged", "not_prosecuted", "civil"];

export const most: Record<TextField, number> = { setting: 200, picture: 1000, speaker: 60, line: 2000, caption: 500, note: 1000 };
export const mostHeader: Record<Exclude<HeaderField, "case_stage">, number> = { hook: 1000, legal_point: 1000, law_cited: 2000, takeaway: 1000, context_law: 200 };
export const mostShots = 500;
export const mostSeconds = 3600;

export function emptyShot(id: string, code: string): Shot {
  return {
    id, code, size: "unset", setting: "", picture: "", speaker: "", line: "", caption: "", seconds: null, note: "", omitted: false,
  };
}

export const emptyScript: Script = {
  header: { hook: "", legal_point: "", law_cited: "", takeaway: "", case_stage: "no_case", context_law: "" },
  shots: [],
};

/** A random id for a new shot. Not crypto.randomUUID: an office server is often plain http. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A field as the text that a clash, a paste or a comparison shows. */
export function readCell(shot: Shot, field: ShotField): string {
  if (field === "seconds") return shot.seconds === null ? "" : String(shot.seconds);
  return field === "size" && shot.size === "unset" ? "" : shot[field];
}

/** The shot with one field written from text; what is no size or no number leaves it empty. */
export function writeCell(shot: Shot, field: ShotField, text: string): Shot {
  switch (field) {
    case "seconds": {
      const seconds = /^\d{1,5}$/.test(text.trim()) ? Math.min(Number(text), mostSeconds) : null;
      return { ...shot, seconds };
    }
    case "size":
      return { ...shot, size: sizes.includes(text as ShotSize) ? (text as ShotSize) : "unset" };
    case "code":
      return { ...shot, code: text.slice(0, 12) };
    default:
      return { ...shot, [field]: [...text].length > most[field] ? [...text].slice(0, most[field]).join("") : text };
  }
}

export function writeHeader(header: ScriptHeader, field: HeaderField, text: string): ScriptHeader {
  if (field === "case_stage") return { ...header, case_stage: caseStages.includes(text as CaseStage) ? (text as CaseStage) : "no_case" };
  return { ...header, [field]: [...text].slice(0, mostHeader[field]).join("") };
}

/** Whether a shot says anything at all. */
export function isBlank(shot: Shot): boolean {
  return columns.every((column) => readCell(shot, column) === "");
}
