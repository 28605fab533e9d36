// The year's days of legal publicity, how far off each is, and how many weeks before it have nothing planned.

import { Tooltip } from "antd";
import { useMemo } from "react";
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import type { CalendarDayView, ContentState, EpisodeRow } from "../../generated/types";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMay } from "../../shared/me";
import { useRead } from "../../shared/studio";
import { dayOf, DayText, useNow } from "../../shared/time";
import { useText } from "../../text";

const day = 86_400_000;
const planned: ContentState[] = ["scripting", "in_review", "approved", "producing", "cut_review", "ready"];
const noon = (iso: string) => Date.parse(`${iso}T12:00:00Z`);
const weekOf = (iso: string) => Math.floor((noon(iso) / day + 3) / 7);

/** Weeks from this one up to that of `until` in which no episode is wanted. At most half a year is looked at. */
export function freeWeeks(today: string, until: string, episodes: readonly Pick<EpisodeRow, "wanted_day">[]): number {
  const taken = new Set(episodes.flatMap(({ wanted_day }) => (wanted_day === null ? [] : [weekOf(wanted_day)])));
  let free = 0;
  for (let week = weekOf(today); week < Math.min(weekOf(until), weekOf(today) + 26); week++) if (!taken.has(week)) free++;
  return free;
}

interface PublicityMarginProps {
  onPropose: (name: string, day: string) => void;
  onHide: () => void;
}

export function PublicityMargin({ onPropose, onHide }: PublicityMarginProps) {
  const t = useText("topics");
  const today = dayOf(useNow());
  const days = useRead("list_calendar_days", { from: today, to: dayOf(noon(today) + 365 * day) });
  const episodes = useRead("list_episodes", {
    wanted: { states: planned, column: null, owner: null, format: null, text: null, published_from: null, published_to: null, published: null },
    sort: "wanted", after: null, limit: 500,
  });
  const shown = useMemo(() => days.data?.days.filter((one) => one.kind === "publicity") ?? [], [days.data]);
  return (
    <aside className="margin" aria-label={t("margin.title")}>
      <header>
        <h2>{t("margin.title")}</h2>
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("margin.hide")} onClick={onHide} />
      </header>
      {days.error && <ErrorNote error={days.error} retry={() => void days.refetch()} />}
      {days.data && shown.length === 0 && <p className="quiet">{t("margin.none")}</p>}
      <ol>
        {shown.map((one) => (
          <PublicityDay key={`${one.name}-${one.from}`} day={one} today={today} episodes={episodes.data?.rows} onPropose={onPropose} />
        ))}
      </ol>
    </aside>
  );
}

interface PublicityDayProps {
  day: CalendarDayView;
  today: string;
  episodes: readonly EpisodeRow[] | undefined;
  onPropose: (name: string, day: string) => void;
}

function PublicityDay({ day: one, today, episodes, onPropose }: PublicityDayProps) {
  const t = useText("topics");
  const may = useMay("propose");
  const left = Math.round((noon(one.from) - noon(today)) / day);
  const free = episodes ? freeWeeks(today, one.from, episodes) : null;
  return (
    <li className="margin-day" data-near={left <= 30 || undefined}>
      <div className="margin-day-text">
        <span className="margin-name">
          {one.name}
          {one.id !== null && <span className="quiet"> {t("margin.own")}</span>}
        </span>
        <span className="quiet">
          <DayText value={one.from} /> · {left <= 0 ? t("margin.now") : t("margin.in_days", { n: left })}
        </span>
        {free !== null && left > 0 && (
          <span className="margin-free">{left < 7 ? t("margin.this_week") : free === 0 ? t("margin.full") : t("margin.free", { n: free })}</span>
        )}
      </div>
      {may && (
        <Tooltip title={t("margin.propose")} placement="left">
          <Button type="text" size="small" icon={<PlusOutlined />} aria-label={`${t("margin.propose")}: ${one.name}`} onClick={() => onPropose(t("margin.prefill", { day: one.name }), one.from)} />
        </Tooltip>
      )}
    </li>
  );
}
