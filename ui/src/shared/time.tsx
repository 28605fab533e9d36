// Days and times as people say them. A day is "2021-09-30" as the unit's calendar has it; a moment is unix milliseconds.

import { ClockCircleOutlined, WarningFilled } from "@ant-design/icons";
import { useSyncExternalStore } from "react";
import { useLanguage, useText } from "../text";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

// One clock for the page, so that all relative times turn together.
const clock = {
  now: Date.now(),
  listeners: new Set<() => void>(),
  timer: undefined as ReturnType<typeof setInterval> | undefined,
};

function onTick(listener: () => void): () => void {
  clock.listeners.add(listener);
  clock.timer ??= setInterval(() => {
    clock.now = Date.now();
    clock.listeners.forEach((one) => one());
  }, 30_000);
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clearInterval(clock.timer);
    clock.timer = undefined;
  };
}

/** The present moment, renewed twice a minute. */
export const useNow = (): number => useSyncExternalStore(onTick, () => clock.now);

const two = (n: number) => String(n).padStart(2, "0");
/** The local calendar day of a moment, as "2021-09-30". */
export function dayOf(moment: number): string {
  const date = new Date(moment);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export const clockTime = (moment: number): string => `${two(new Date(moment).getHours())}:${two(new Date(moment).getMinutes())}`;

export type DayStyle = "short" | "long" | "iso";

/** "11月22日" (with the year when it is another one), "11月22日 星期日", or "2026-11-22". */
export function dayWords(value: string, language: string, style: DayStyle, today: string): string {
  if (style === "iso" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const [year, month, date] = value.split("-").map(Number) as [number, number, number];
  return dayFormat(language, style === "long", year !== Number(today.slice(0, 4))).format(new Date(year, month - 1, date));
}

/** "2026年11月", "November 2026". */
export function monthWords(day: string, language: string): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { year: "numeric", month: "long" }).format(new Date(year, month - 1, 1));
}

// Making one costs more than a row of a table: they are made once each.
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(language: string, weekday: boolean, year: boolean): Intl.DateTimeFormat {
  const key = `${language} ${weekday} ${year}`;
  let format = dayFormats.get(key);
  if (!format) {
    const options: Intl.DateTimeFormatOptions = { month: language === "zh" ? "long" : "short", day: "numeric" };
    if (year) options.year = "numeric";
    if (weekday) options.weekday = "long";
    format = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", options);
    dayFormats.set(key, format);
  }
  return format;
}

interface DayTextProps { value: string | number | null; style?: DayStyle; withTime?: boolean; near?: boolean }

/** `near` says 今天, 明天, 昨天 where it can. */
export function DayText({ value, style = "short", withTime = false, near = false }: DayTextProps) {
  const t = useText("shared");
  const language = useLanguage();
  const now = useNow();
  if (value === null) return <span className="quiet">{t("unknown")}</span>;
  const of = typeof value === "number" ? dayOf(value) : value;
  const today = dayOf(now);
  const nearWord =
    of === today ? t("day.today") : of === dayOf(now + day) ? t("day.tomorrow") : of === dayOf(now - day) ? t("day.yesterday") : null;
  const time = withTime && typeof value === "number" ? ` ${clockTime(value)}` : "";
  const iso = typeof value === "number" ? new Date(value).toISOString() : value;
  return (
    <time dateTime={iso} title={`${of}${typeof value === "number" ? ` ${clockTime(value)}` : ""}`}>
      {((near && nearWord) || dayWords(of, language, style, today)) + time}
    </time>
  );
}

/** "剩 3 小时", from the last day on in amber, past it in red: a clock or a warning sign says the same. */
export function Due({ at }: { at: number | null }) {
  const t = useText("shared");
  const now = useNow();
  if (at === null) return null;
  const left = at - now;
  const size = Math.abs(left);
  const unit = size < hour ? "minutes" : size < 2 * day ? "hours" : "days";
  const n = Math.max(1, Math.floor(size / { minutes: minute, hours: hour, days: day }[unit]));
  const state = left < 0 ? "late" : left < day ? "soon" : "later";
  const words = size < minute ? t("due.now") : t(`due.${left < 0 ? "late" : "left"}_${unit}`, { n });
  return (
    <time className="due" data-state={state} dateTime={new Date(at).toISOString()} title={`${dayOf(at)} ${clockTime(at)}`}>
      {state === "late" ? <WarningFilled aria-hidden="true" /> : <ClockCircleOutlined aria-hidden="true" />}
      {words}
    </time>
  );
}
