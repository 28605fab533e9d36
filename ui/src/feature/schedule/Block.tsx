// A publication in the schedule: cover, title, time, and the gravest thing that speaks against its slot. What it is
// pressed and moved by is heard by the page around it (index.tsx): a month draws a hundred of them at once.

import { useDraggable } from "@dnd-kit/core";
import { memo, useMemo } from "react";
import type { Conflict, ScheduleBlock, ScheduleChannel } from "../../generated/types";
import { useHost } from "../../host";
import { useChannelName, usePlatforms } from "../../shared/platforms";
import { Shape } from "../../shared/StateTag";
import { toneOf } from "../../shared/states";
import { useText } from "../../text";
import { toneOfTold, useConflictWords } from "./told";

/** What blocks say, asked once for all of them. */
export interface BlockWords {
  platform: (platform: string) => string;
  conflict: (conflict: Conflict) => string;
  state: (block: ScheduleBlock) => string;
  /** Where, when and how far, for those who do not see it. */
  whole: (block: ScheduleBlock, channel: ScheduleChannel | undefined) => string;
  cover: (sha256: string) => string;
}

export function useBlockWords(titles: ReadonlyMap<string, string>): BlockWords {
  const t = useText("schedule");
  const terms = useText("terms");
  const channelName = useChannelName();
  const platform = usePlatforms();
  const conflict = useConflictWords(titles);
  const host = useHost();
  return useMemo(() => {
    const state = (block: ScheduleBlock) => terms(`publication.${block.state}`);
    return {
      platform,
      conflict,
      state,
      whole: (block, channel) => t("block", { channel: channelName(channel), day: block.local?.slice(0, 10) ?? t("slot.none"), state: state(block) }),
      cover: (sha256) => host.mediaUrl(sha256),
    };
  }, [t, terms, channelName, platform, conflict, host]);
}

interface BlockProps {
  block: ScheduleBlock;
  channel: ScheduleChannel | undefined;
  /** Month and strip say which channel; a row of the week does not have to. */
  withChannel: boolean;
  words: BlockWords;
}

/** What a block shows. The hand that drags one over the grid changes nothing in the others. */
export const BlockFace = memo(function BlockFace({ block, channel, withChannel, words }: BlockProps) {
  const { told } = block;
  const first = told[0];
  return (
    <>
      {block.cover && <img className="block-cover" src={words.cover(block.cover)} alt="" loading="lazy" />}
      <span className="block-text">
        <span className="block-title">{block.title}</span>
        <span className="block-facts">
          <Shape tone={first ? toneOfTold(told) : toneOf("publication", block.state)} />
          {block.local && <time>{block.local.slice(11)}</time>}
          {withChannel && <span>{channel && words.platform(channel.platform)}</span>}
        </span>
        {first && <span className="block-told" data-gravity={first.gravity}>{words.conflict(first.conflict)}</span>}
      </span>
    </>
  );
});

export function Block({ chosen, ...face }: BlockProps & { chosen: boolean }) {
  const { block, channel, withChannel, words } = face;
  const drag = useDraggable({ id: block.publication, disabled: !block.movable });
  return (
    <button
      type="button"
      ref={drag.setNodeRef}
      className="block"
      data-block={block.publication}
      data-gravity={block.told[0]?.gravity}
      data-out={(block.link !== null && block.link !== "") || undefined}
      data-dragging={drag.isDragging || undefined}
      data-movable={block.movable || undefined}
      aria-pressed={chosen}
      title={words.state(block)}
      {...drag.listeners}
    >
      <BlockFace {...face} />
      <span className="sr-only">{words.whole(block, withChannel ? undefined : channel)}</span>
    </button>
  );
}
