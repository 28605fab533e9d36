// A table from Word, Excel or WPS on the clipboard: its rows become shots.
// Knows no screen: text or HTML in, cells out. Only text is taken from the HTML, never markup.

import type { Shot, ShotSize } from "../../../generated/operations";
import { columns, emptyShot, most, mostShots, newId, writeCell, type ColumnName, type ShotField, type TextField } from "./cells";

export type Rows = string[][];

const tidy = (text: string): string =>
  text.replace(/\u00a0/g, " ").replace(/[ \t]*\n[ \t]*/g, "\n").replace(/\n{2,}/g, "\n").trim();

/** The rows of a table on the clipboard; null when there is none and the text goes in as it is. */
export function tableOf(html: string, text: string): Rows | null {
  const rows = (html.includes("<table") && ofHtml(html)) || ofTabs(text);
  if (!rows) return null;
  const full = rows.filter((row) => row.some((cell) => cell !== "")).slice(0, mostShots + 1);
  const wide = full.some((row) => row.length > 1);
  return full.length > 1 || (full.length === 1 && wide) ? (wide || html.includes("<table") ? full : null) : null;
}

function ofHtml(html: string): Rows | null {
  const page = new DOMParser().parseFromString(html, "text/html");
  const rows: Rows = [];
  for (const row of page.querySelectorAll("tr")) {
    const cells: string[] = [];
    for (const cell of row.querySelectorAll<HTMLTableCellElement>("td, th")) {
      for (const end of cell.querySelectorAll("br")) end.replaceWith("\n");
      for (const end of cell.querySelectorAll("p, div, li")) end.append("\n");
      // Word breaks its own source into lines: only the ends put in above are line ends.
      cells.push(tidy(cell.textContent?.replace(/\r?\n[ \t]+/g, " ") ?? ""));
      for (let n = 1; n < Math.min(cell.colSpan, 12); n += 1) cells.push("");
    }
    if (cells.length > 0) rows.push(cells);
  }
  return rows.length > 0 ? rows : null;
}

/** Lines of tabs; a cell with line ends stands in quotes, as Excel writes it. */
function ofTabs(text: string): Rows | null {
  if (!text.includes("\t")) return null;
  const rows: Rows = [[]];
  let cell = "";
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n");
  for (let n = 0; n < source.length; n += 1) {
    const c = source[n] ?? "";
    if (quoted) {
      if (c !== '"') cell += c;
      else if (source[n + 1] === '"') (cell += '"'), (n += 1);
      else quoted = false;
    } else if (c === '"' && cell === "") quoted = true;
    else if (c === "\t" || c === "\n") {
      rows.at(-1)?.push(tidy(cell));
      cell = "";
      if (c === "\n") rows.push([]);
    } else cell += c;
  }
  rows.at(-1)?.push(tidy(cell));
  return rows;
}

const heads: Record<string, ShotField> = {
  镜号: "code", 镜头: "code", 序号: "code", 编号: "code", 分镜: "code", 景别: "size", 场景: "setting", 地点: "setting", 画面: "picture", 画面内容: "picture",
  画面描述: "picture", 内容: "picture", 镜头内容: "picture", 人物: "speaker", 角色: "speaker", 台词: "line", 旁白: "line", "台词/旁白": "line", 解说: "line",
  解说词: "line", 对白: "line", 文案: "line", 字幕: "caption", 屏幕文字: "caption", 花字: "caption", 时长: "seconds", 秒: "seconds", 秒数: "seconds", 时间: "seconds",
  备注: "note", 说明: "note", no: "code", shot: "code", size: "size", setting: "setting", picture: "picture", speaker: "speaker", line: "line", caption: "caption",
  seconds: "seconds", note: "note",
};

const headOf = (cell: string): ShotField | undefined => heads[cell.replace(/[\s:：]|[(（].*[)）]/g, "").toLowerCase()];

/** What each column of the table is, when its first row says so. */
export function headed(rows: Rows): (ShotField | undefined)[] | null {
  const fields = (rows[0] ?? []).map(headOf);
  return fields.filter((field) => field !== undefined).length >= 2 ? fields : null;
}

const sizeWords: Record<string, ShotSize> = {
  大远景: "extreme_long", 远景: "long", 全景: "full", 全: "full", 中景: "medium", 中: "medium", 中近景: "medium_close", 近景: "close", 近: "close", 特写: "close_up",
  特: "close_up", 大特写: "extreme_close_up", 空镜: "empty", 空镜头: "empty", 航拍: "aerial", 图文: "graphic", 动画: "graphic",
};

/** 8, 8秒, 8": whole seconds and nothing else. */
const wholeSeconds = /^(\d+)\s*(?:秒|s|sec|″|”|")?$/i;

/**
 * The cells of one row by field. No word is dropped and nothing is guessed: what is no known size, no whole seconds, or
 * stands in a column that a script does not have, goes into the note, with the column's heading before it.
 */
function fieldsOf(row: string[], fields: (ShotField | undefined)[], headings: readonly string[]): Partial<Record<ShotField, string>> {
  const made: Partial<Record<ShotField, string>> = {};
  const add = (field: ShotField, text: string) => {
    made[field] = made[field] ? `${made[field]}\n${text}` : text;
  };
  row.forEach((cell, n) => {
    const field = fields[n];
    if (cell === "") return;
    const seconds = wholeSeconds.exec(cell)?.[1];
    if (!field) add("note", headings[n] ? `${headings[n]}：${cell}` : cell);
    else if (field === "size") sizeWords[cell] ? (made.size = sizeWords[cell]) : ((made.size = "other"), add("note", cell));
    else if (field === "seconds") seconds ? (made.seconds = seconds) : add("note", cell);
    else add(field, cell);
  });
  return made;
}

export interface Pasted {
  /** The first row, for the shot in which one pastes when it has room. */
  first: Partial<Record<ShotField, string>>;
  /** Every row as a shot of its own. */
  all: Shot[];
  /** The columns that have words now. */
  fields: ColumnName[];
  /** The first cell with more words than its column takes: then nothing is pasted rather than a part. */
  tooLong: { row: number; field: TextField; most: number } | null;
}

/** Pasted rows as shots. Without a head the columns follow those on screen, from the one in which one pastes. */
export function shotsOf(rows: Rows, from: ColumnName, shown: readonly ColumnName[]): Pasted {
  const head = headed(rows);
  const fields = head ?? shown.slice(Math.max(0, shown.indexOf(from)));
  const headings = head ? (rows[0] ?? []) : [];
  const made = (head ? rows.slice(1) : rows).map((row) => fieldsOf(row, fields, headings)).filter((row) => Object.keys(row).length > 0);
  const all = made.map((row) => {
    let shot = emptyShot(newId(), row.code ?? "");
    for (const column of columns) if (row[column]) shot = writeCell(shot, column, row[column]);
    return shot;
  });
  return { first: made[0] ?? {}, all, fields: columns.filter((column) => made.some((row) => row[column])), tooLong: tooLong(made) };
}

function tooLong(rows: readonly Partial<Record<ShotField, string>>[]): Pasted["tooLong"] {
  for (const [at, row] of rows.entries()) {
    const field = (Object.keys(most) as TextField[]).find((one) => [...(row[one] ?? "")].length > most[one]);
    if (field) return { row: at + 1, field, most: most[field] };
  }
  return null;
}
