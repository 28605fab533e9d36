// The grid of the schedule: channels by days (week), channels by hours (day), weeks by days (month). Blocks are dragged
// between its places and moved by keys.

import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ScheduleBlock, ScheduleChannel, ScheduleView, SlotTried } from "../../generated/types";
import { Button } from "../../shared/Button";
import { useGradually } from "../../shared/gradually";
import { usePlatforms } from "../../shared/platforms";
import { dayWords } from "../../shared/time";
import { useLanguage, useText } from "../../text";
import { Block, type BlockWords } from "./Block";
import { Cell } from "./Cell";
import { daysOf, groupedBy, hourOf, hours, inSight, monthOf, weekdayOf, type ViewName } from "./model";

export interface GridProps {
  view: Exclude<ViewName, "list">;
  day: string;
  schedule: ScheduleView;
  channels: readonly ScheduleChannel[];
  titles: ReadonlyMap<string, string>;
  words: BlockWords;
  chosen: string;
  /** The publication that was given a slot last. */
  moved: string;
  /** What is known of a place for the block that is dragged. */
  triedAt: (cell: string, channel: string | null) => SlotTried | undefined;
}

export function Grid(props: GridProps) {
  return props.view === "month" ? <MonthGrid {...props} /> : <RowGrid {...props} />;
}

/** Blocks of a place that are drawn with the grid itself, and its rows that a high window shows; the others follow. */
const atOnce = 3;
const rowsAtOnce = { month: 4, week: 3, day: 3 };
/** Blocks of a day that a month shows; the others when they are asked for. */
const inMonth = 6;
const none: readonly ScheduleBlock[] = [];

interface BlocksProps {
  blocks: readonly ScheduleBlock[];
  most: number;
  /** Of the grid, from 0. */
  row: number;
  withChannel: boolean;
  props: GridProps;
}

function Blocks({ blocks, most, row, withChannel, props }: BlocksProps) {
  const t = useText("schedule");
  const [whole, setWhole] = useState(false);
  const drawn = useGradually(whole ? blocks.length : Math.min(most, blocks.length), row < rowsAtOnce[props.view] ? atOnce : 0);
  const shown = inSight(blocks, drawn, props.chosen, props.moved);
  const left = blocks.length - Math.max(shown.length, Math.min(most, blocks.length));
  return (
    <>
      {shown.map((block) => (
        <Block
          key={block.publication}
          block={block}
          channel={props.schedule.channels.find((one) => one.id === block.channel)}
          withChannel={withChannel}
          words={props.words}
          chosen={props.chosen === block.publication}
        />
      ))}
      {!whole && left > 0 && <Button type="link" size="small" onClick={() => setWhole(true)}>{t("cell_more", { n: left })}</Button>}
    </>
  );
}

/** The special days of a day, as small words under its name. */
function DayNames({ day, schedule }: { day: string; schedule: ScheduleView }) {
  const special = schedule.days.filter((one) => one.from <= day && day <= one.to);
  return special.map((one, at) => (
    <span key={at} className="day-name" data-kind={one.kind}>{one.name}</span>
  ));
}

function useDayHead(schedule: ScheduleView): (day: string) => ReactNode {
  const t = useText("schedule");
  const language = useLanguage();
  return (day) => (
    <>
      <span className="day-head" data-today={day === schedule.today || undefined}>
        {t(`weekday.d${weekdayOf(day)}` as "weekday.d1")} {dayWords(day, language, "short", schedule.today)}
      </span>
      <DayNames day={day} schedule={schedule} />
    </>
  );
}

/** Channels as rows; days or hours as columns. */
function RowGrid(props: GridProps) {
  const { view, day, schedule, channels, titles, triedAt } = props;
  const t = useText("schedule");
  const platforms = usePlatforms();
  const head = useDayHead(schedule);
  const byHour = view === "day";
  const columns = byHour ? hours.map((hour) => `${day}@${hour}`) : daysOf(schedule.from, schedule.to);
  const cellOf = (block: ScheduleBlock) => {
    const local = block.local ?? "";
    return byHour ? `${local.slice(0, 10)}@${hourOf(local)}` : local.slice(0, 10);
  };
  // An hour in which something goes out is wide enough to read it.
  const busy = new Set(schedule.blocks.map(cellOf));
  const places = groupedBy(schedule.blocks, (block) => `${block.channel}|${cellOf(block)}`);
  const widths = columns.map((column) => (busy.has(column) ? "minmax(132px, 3fr)" : "minmax(56px, 1fr)")).join(" ");
  return (
    <div className="grid" role="grid" data-view={view} style={{ "--columns": columns.length, "--hours": widths } as React.CSSProperties}>
      <div className="grid-row grid-head" role="row">
        <div className="grid-corner" role="columnheader">{byHour ? head(day) : <span className="sr-only">{t("channel")}</span>}</div>
        {columns.map((column) => (
          <div key={column} role="columnheader">{byHour ? `${column.split("@")[1]}:00` : head(column)}</div>
        ))}
      </div>
      {channels.map((channel, row) => {
        return (
          <div key={channel.id} className="grid-row" role="row">
            <div className="grid-channel" role="rowheader">
              <strong>{platforms(channel.platform)}</strong>
              <span className="quiet">{channel.handle}</span>
            </div>
            {columns.map((column) => (
              <Cell key={column} id={`${channel.id}|${column}`} tried={triedAt(column, channel.id)} titles={titles} quiet={column < schedule.today}>
                <Blocks blocks={places.get(`${channel.id}|${column}`) ?? none} most={Infinity} row={row} withChannel={false} props={props} />
              </Cell>
            ))}
          </div>
        );
      })}
    </div>
  );
}

function MonthGrid(props: GridProps) {
  const { day, schedule, channels, titles, triedAt } = props;
  const t = useText("schedule");
  const days = daysOf(schedule.from, schedule.to);
  const shown = new Set(channels.map((channel) => channel.id));
  const byDay = groupedBy(schedule.blocks.filter((block) => shown.has(block.channel)), (block) => block.local?.slice(0, 10) ?? "");
  // A month is longer than the window: it begins with the week that one works in, once all of it is drawn.
  const now = useRef<HTMLDivElement>(null);
  const whole = useGradually(1, 0);
  useEffect(() => {
    if (whole) now.current?.scrollIntoView({ block: "nearest" });
  }, [schedule.from, whole]);
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, n) => days.slice(n * 7, n * 7 + 7));
  return (
    <div className="grid" role="grid" data-view="month">
      <div className="grid-row grid-head" role="row">
        {([1, 2, 3, 4, 5, 6, 7] as const).map((n) => <div key={n} role="columnheader">{t(`weekday.d${n}`)}</div>)}
      </div>
      {weeks.map((week, row) => (
        <div key={week[0]} ref={week.includes(schedule.today) ? now : undefined} className="grid-row" role="row">
          {week.map((one) => (
            <Cell key={one} id={`|${one}`} tried={triedAt(one, null)} titles={titles} quiet={monthOf(one) !== monthOf(day)}>
              <span className="month-day" data-today={one === schedule.today || undefined}>{Number(one.slice(8))}</span>
              <DayNames day={one} schedule={schedule} />
              <Blocks blocks={byDay.get(one) ?? none} most={inMonth} row={row} withChannel props={props} />
            </Cell>
          ))}
        </div>
      ))}
    </div>
  );
}
