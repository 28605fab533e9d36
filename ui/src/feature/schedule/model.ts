// Days and places of the schedule. A day is "2026-12-04", a wall-clock time "2026-12-04T18:00", both in the unit's zone.

import type { ScheduleBlock, ScheduleChannel, ScheduleView, Told } from "../../generated/types";

export type ViewName = "month" | "week" | "day" | "list";
export const viewNames: readonly ViewName[] = ["month", "week", "day", "list"];

const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const iso = (date: Date) => date.toISOString().slice(0, 10);

export function plusDays(day: string, days: number): string {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + days);
  return iso(date);
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => utc(day).getUTCDay() || 7;
export const mondayOf = (day: string): string => plusDays(day, 1 - weekdayOf(day));
export const monthOf = (day: string): string => day.slice(0, 7);

export function plusMonths(day: string, months: number): string {
  const date = utc(`${monthOf(day)}-01`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return iso(date);
}

export function plusMinutes(local: string, minutes: number): string {
  const date = new Date(`${local}:00Z`);
  date.setUTCMinutes(date.getUTCMinutes() + minutes);
  return date.toISOString().slice(0, 16);
}

/** The days that a view draws, first and last included. */
export function rangeOf(view: ViewName, day: string): { from: string; to: string } {
  if (view === "day") return { from: day, to: day };
  // Seven days on from the day itself: on a Friday one plans the days to come, not those that are over.
  if (view === "week") return { from: day, to: plusDays(day, 6) };
  if (view === "list") return { from: day, to: plusDays(day, 30) };
  const first = mondayOf(`${monthOf(day)}-01`);
  const last = plusDays(plusMonths(day, 1), -1);
  return { from: first, to: plusDays(mondayOf(last), 6) };
}

export function daysOf(from: string, to: string): string[] {
  const days = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}

/** Where the view stands after one step back or on. */
export function stepOf(view: ViewName, day: string, by: -1 | 1): string {
  if (view === "month") return plusMonths(day, by);
  return plusDays(day, by * (view === "day" ? 1 : view === "week" ? 7 : 31));
}

/** The hours that the day's view draws; what lies outside is drawn at its edges. */
export const hours: readonly number[] = Array.from({ length: 16 }, (_, n) => n + 7);
export const hourOf = (local: string): number => Math.min(22, Math.max(7, Number(local.slice(11, 13))));
const two = (n: number) => String(n).padStart(2, "0");

/** At what time of a day a block lands: its own, else the channel's usual one of that weekday, else 18:00. */
export function timeOn(block: ScheduleBlock, channel: ScheduleChannel | undefined, day: string): string {
  if (block.local) return block.local.slice(11, 16);
  const usual = channel?.slots.find((slot) => slot.weekdays.includes(weekdayOf(day))) ?? channel?.slots[0];
  return usual?.time ?? "18:00";
}

/** The wall-clock time of a cell for a block that is dragged over it. A cell is a day, or a day with an hour. */
export function localOf(cell: string, block: ScheduleBlock, channel: ScheduleChannel | undefined): string {
  const [day = cell, hour] = cell.split("@");
  return hour === undefined ? `${day}T${timeOn(block, channel, day)}` : `${day}T${two(Number(hour))}:${block.local?.slice(14, 16) ?? "00"}`;
}

/** Things by what `key` says of each, in their order: a month asks for a thousand blocks once, not once a day. */
export function groupedBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const of = key(one);
    const group = groups.get(of);
    if (group) group.push(one);
    else groups.set(of, [one]);
  }
  return groups;
}

/** The first blocks, and those that are looked at or were moved just now: they stay in sight wherever they come to lie. */
export const inSight = (blocks: readonly ScheduleBlock[], first: number, chosen: string, moved: string): ScheduleBlock[] =>
  blocks.filter((block, at) => at < first || block.publication === chosen || block.publication === moved);

export const gravest = (told: readonly Told[]): Told | undefined => told[0];

/** Everything that may be pressed, by its publication. */
export const blocksOf = (view: ScheduleView): Map<string, ScheduleBlock> =>
  new Map([...view.blocks, ...view.unplaced].map((block) => [block.publication, block]));

export const titlesOf = (blocks: ReadonlyMap<string, ScheduleBlock>): Map<string, string> =>
  new Map(Array.from(blocks.values(), (block) => [block.publication, block.title]));
