// What is approved and has no slot yet: dragged into the grid, or opened. Works without a channel lead to their page.

import type { ScheduleView } from "../../generated/types";
import { useGradually } from "../../shared/gradually";
import { Link } from "../../shared/route";
import { useText } from "../../text";
import { Block, type BlockWords } from "./Block";
import { inSight } from "./model";

/** Works that are in sight in the widest window; the others follow. */
const atOnce = 8;

interface StripProps {
  schedule: ScheduleView;
  shown: ReadonlySet<string>;
  words: BlockWords;
  chosen: string;
  /** The publication that was given a slot last. */
  moved: string;
}

export function Strip({ schedule, shown, words, chosen, moved }: StripProps) {
  const t = useText("schedule");
  const unplaced = schedule.unplaced.filter((block) => shown.has(block.channel));
  const count = unplaced.length + schedule.waiting.length;
  const drawn = useGradually(count, atOnce);
  return (
    <section className="strip" aria-label={t("strip")}>
      <h2>{t("strip")} <span className="quiet">{count}</span></h2>
      {count === 0 && <span className="quiet">{t("strip_empty")}</span>}
      <div className="strip-blocks">
        {inSight(unplaced, drawn, chosen, moved).map((block) => (
          <Block
            key={block.publication}
            block={block}
            channel={schedule.channels.find((one) => one.id === block.channel)}
            withChannel
            words={words}
            chosen={chosen === block.publication}
          />
        ))}
        {schedule.waiting.slice(0, Math.max(0, drawn - unplaced.length)).map((work) => (
          <Link key={work.episode} className="block" to="/episodes/$id" params={{ id: work.episode }} search={{ tab: "publish" }}>
            <span className="block-text">
              <span className="block-title">{work.title}</span>
              <span className="block-facts">{t("strip_waiting")}</span>
            </span>
          </Link>
        ))}
      </div>
    </section>
  );
}
