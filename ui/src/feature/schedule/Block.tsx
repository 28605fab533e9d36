// A publication in the schedule: cover, title, time, and the gravest thing that speaks against its slot.

import { useDraggable } from "@dnd-kit/core";
import type { KeyboardEvent } from "react";
import type { ScheduleBlock, ScheduleChannel } from "../../generated/types";
import { useHost } from "../../host";
import { useChannelName, usePlatforms } from "../../shared/platforms";
import { Shape } from "../../shared/StateTag";
import { toneOf } from "../../shared/states";
import { useText } from "../../text";
import { toneOfTold, useConflictWords } from "./told";

interface FaceProps {
  block: ScheduleBlock;
  channel: ScheduleChannel | undefined;
  /** Month and strip say which channel; a row of the week does not have to. */
  withChannel: boolean;
  titles?: ReadonlyMap<string, string> | undefined;
}

export function BlockFace({ block, channel, withChannel, titles }: FaceProps) {
  const host = useHost();
  const platforms = usePlatforms();
  const words = useConflictWords(titles);
  const { told } = block;
  const first = told[0];
  return (
    <>
      {block.cover && <img className="block-cover" src={host.mediaUrl(block.cover)} alt="" loading="lazy" />}
      <span className="block-text">
        <span className="block-title">{block.title}</span>
        <span className="block-facts">
          <Shape tone={first ? toneOfTold(told) : toneOf("publication", block.state)} />
          {block.local && <time>{block.local.slice(11)}</time>}
          {withChannel && <span>{channel && platforms(channel.platform)}</span>}
        </span>
        {first && <span className="block-told" data-gravity={first.gravity}>{words(first.conflict)}</span>}
      </span>
    </>
  );
}

interface BlockProps extends FaceProps {
  chosen: boolean;
  onOpen: () => void;
  onKey: (event: KeyboardEvent, block: ScheduleBlock) => void;
}

export function Block({ block, channel, withChannel, titles, chosen, onOpen, onKey }: BlockProps) {
  const t = useText("schedule");
  const terms = useText("terms");
  const channelName = useChannelName();
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
      title={terms(`publication.${block.state}`)}
      {...drag.listeners}
      onKeyDown={(event) => onKey(event, block)}
      onClick={onOpen}
    >
      <BlockFace block={block} channel={channel} withChannel={withChannel} titles={titles} />
      <span className="sr-only">
        {t("block", { channel: withChannel ? "" : channelName(channel), day: block.local?.slice(0, 10) ?? t("slot.none"), state: terms(`publication.${block.state}`) })}
      </span>
    </button>
  );
}
