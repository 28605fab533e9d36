// Days and times as people say them. A day is "2021-09-30" as the unit's calendar has it; a moment is unix milliseconds.

import { ClockCircleOutlined, WarningFilled } from "@ant-design/icons";
import dayjs from "dayjs";
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

// dayjs, not Intl: an engine takes 30 ms to make its first formatter, and the home says a day.
const patterns = {
  zh: { locale: "zh-cn", day: "M月D日", withYear: "YYYY年M月D日", weekday: (day: string) => `${day}dddd`, month: "YYYY年M月", monthAlone: "M月" },
  en: { locale: "en", day: "D MMM", withYear: "D MMM YYYY", weekday: (day: string) => `dddd ${day}`, month: "MMMM YYYY", monthAlone: "MMM" },
};
const patternsOf = (language: string) => (language === "zh" ? patterns.zh : patterns.en);

/** "11月22日" (with the year when it is another one), "11月22日星期日", or "2026-11-22". */
export function dayWords(value: string, language: string, style: DayStyle, today: string): string {
  if (style === "iso" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const { locale, day, withYear, weekday } = patternsOf(language);
  const plain = value.slice(0, 4) === today.slice(0, 4) ? day : withYear;
  return dayjs(value).locale(locale).format(style === "long" ? weekday(plain) : plain);
}

/** "2026年11月", "November 2026". */
export function monthWords(day: string, language: string): string {
  const { locale, month } = patternsOf(language);
  return dayjs(day).locale(locale).format(month);
}

/** "11月", "Nov". */
export function monthName(day: string, language: string): string {
  const { locale, monthAlone } = patternsOf(language);
  return dayjs(day).locale(locale).format(monthAlone);
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
