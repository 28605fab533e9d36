// What is approved and has no slot yet: dragged into the grid, or opened. Works without a channel lead to their page.

import type { ScheduleView } from "../../generated/types";
import { useGradually } from "../../shared/gradually";
import { Link } from "../../shared/route";
import { useText } from "../../text";
import { Block } from "./Block";
import { inSight } from "./model";
import type { Moves } from "./useMoves";

/** Works that are in sight in the widest window; the others follow. */
const atOnce = 8;

interface StripProps {
  schedule: ScheduleView;
  shown: ReadonlySet<string>;
  titles: ReadonlyMap<string, string>;
  chosen: string;
  onOpen: (publication: string) => void;
  moves: Moves;
}

export function Strip({ schedule, shown, titles, chosen, onOpen, moves }: StripProps) {
  const t = useText("schedule");
  const unplaced = schedule.unplaced.filter((block) => shown.has(block.channel));
  const count = unplaced.length + schedule.waiting.length;
  const drawn = useGradually(count, atOnce);
  return (
    <section className="strip" aria-label={t("strip")}>
      <h2>{t("strip")} <span className="quiet">{count}</span></h2>
      {count === 0 && <span className="quiet">{t("strip_empty")}</span>}
      <div className="strip-blocks">
        {inSight(unplaced, drawn, chosen, moves.last).map((block) => {
          const open = () => onOpen(block.publication);
          return (
            <Block
              key={block.publication}
              block={block}
              channel={schedule.channels.find((one) => one.id === block.channel)}
              withChannel
              titles={titles}
              chosen={chosen === block.publication}
              onOpen={open}
              onKey={(event) => moves.onKey(event, block, open)}
            />
          );
        })}
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
