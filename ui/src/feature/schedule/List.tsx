// The schedule as a list: day by day, each line with time, channel, title, state and what speaks against it.

import type { ScheduleBlock, ScheduleView } from "../../generated/types";
import { EmptyState } from "../../shared/EmptyState";
import { useChannelName } from "../../shared/platforms";
import { StateOf } from "../../shared/StateTag";
import { dayWords } from "../../shared/time";
import { useLanguage, useText } from "../../text";
import { ToldList } from "./told";

interface ListProps {
  schedule: ScheduleView;
  shown: ReadonlySet<string>;
  titles: ReadonlyMap<string, string>;
  chosen: string;
}

export function ScheduleList({ schedule, shown, titles, chosen }: ListProps) {
  const t = useText("schedule");
  const channelName = useChannelName();
  const language = useLanguage();
  const blocks = schedule.blocks.filter((block) => shown.has(block.channel));
  const days = [...new Set(blocks.map((block) => block.local?.slice(0, 10) ?? ""))];
  if (blocks.length === 0) return <EmptyState title={t("none_title")} text={t("none_text")} />;
  const line = (block: ScheduleBlock) => (
    <li key={block.publication}>
      <button type="button" className="list-line" data-block={block.publication} aria-pressed={chosen === block.publication}>
        <time>{block.local?.slice(11)}</time>
        <span className="quiet">{channelName(schedule.channels.find((one) => one.id === block.channel))}</span>
        <span className="list-title">{block.title} <span className="quiet">{block.column} {block.number}</span></span>
        <StateOf kind="publication" value={block.state} />
        <ToldList told={block.told} titles={titles} />
      </button>
    </li>
  );
  return (
    <div className="schedule-list">
      {days.map((day) => (
        <section key={day}>
          <h2>{dayWords(day, language, "long", schedule.today)}</h2>
          <ul>{blocks.filter((block) => block.local?.startsWith(day)).map(line)}</ul>
        </section>
      ))}
    </div>
  );
}
