// Giving blocks their slots, by dragging and by keys: the same writes, the same words.

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type KeyboardEvent } from "react";
import type { ScheduleBlock, ScheduleChannel } from "../../generated/types";
import { StudioError } from "../../host";
import { sayError, sayUndo } from "../../shared/say";
import { refresh, useWrite } from "../../shared/studio";
import { dayOf, dayWords, useNow } from "../../shared/time";
import { useLanguage, useText } from "../../text";
import { plusDays, plusMinutes } from "./model";
import { useConflictWords } from "./told";
import { useFreeSlot } from "./useFreeSlot";

export interface Moves {
  /** Said to screen readers. */
  news: string;
  /** The publication that was given a slot last. */
  last: string;
  place: (block: ScheduleBlock, local: string) => void;
  remove: (block: ScheduleBlock) => void;
  free: (block: ScheduleBlock) => void;
  onKey: (event: KeyboardEvent, block: ScheduleBlock, open: () => void) => void;
}

export function useMoves(zone: string, channels: ReadonlyMap<string, ScheduleChannel>, titles: ReadonlyMap<string, string>): Moves {
  const t = useText("schedule");
  const language = useLanguage();
  const today = dayOf(useNow());
  const freeSlot = useFreeSlot();
  const client = useQueryClient();
  const words = useConflictWords(titles);
  const [news, setNews] = useState("");
  const [last, setLast] = useState("");
  const busy = useRef(false);
  const stale = (error: StudioError) => {
    if (error.code !== "stale") return false;
    setNews(t("stale"));
    sayError(new StudioError("stale"));
    return true;
  };
  const schedule = useWrite("schedule_publication", { onError: stale });
  const unschedule = useWrite("unschedule_publication", { onError: stale });

  const place = (block: ScheduleBlock, local: string) => {
    if (!block.movable) return setNews(t("not_movable"));
    if (busy.current || local === block.local) return;
    busy.current = true;
    setLast(block.publication);
    schedule.mutate(
      { publication: block.publication, version: block.version, local, zone, fold: null },
      {
        onSuccess: ({ told, publication }) => {
          const first = told.find((one) => one.gravity !== "note");
          const params = { title: block.title, local: `${dayWords(local.slice(0, 10), language, "short", today)} ${local.slice(11)}` };
          const text = first ? t("moved_but", { ...params, told: words(first.conflict) }) : t("moved", params);
          setNews(text);
          const before = block.local;
          const { version } = publication;
          sayUndo(text, () =>
            before === null
              ? unschedule.mutate({ publication: block.publication, version })
              : schedule.mutate({ publication: block.publication, version, local: before, zone, fold: null }),
          );
        },
        onSettled: () => {
          busy.current = false;
        },
      },
    );
  };
  const remove = (block: ScheduleBlock) => {
    if (!block.movable || block.local === null) return;
    const before = block.local;
    unschedule.mutate(
      { publication: block.publication, version: block.version },
      {
        onSuccess: ({ version }) =>
          sayUndo(t("unplaced", { title: block.title }), () => schedule.mutate({ publication: block.publication, version, local: before, zone, fold: null })),
      },
    );
  };
  const free = async (block: ScheduleBlock) => {
    try {
      const slot = await freeSlot({ publication: block.publication, channel: channels.get(block.channel), after: block.slot_at });
      if (slot) place(block, slot.local);
    } catch (cause) {
      sayError(cause);
      void refresh(client, "all");
    }
  };
  const onKey = (event: KeyboardEvent, block: ScheduleBlock, open: () => void) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const days = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const minutes = { ArrowUp: -30, ArrowDown: 30 }[event.key];
    if (event.key === "Enter" || event.key === " ") open();
    else if (event.key === "n" || event.key === "N") void free(block);
    else if (event.key === "Delete" || event.key === "Backspace") remove(block);
    else if (days !== undefined && block.local) place(block, `${plusDays(block.local.slice(0, 10), days)}${block.local.slice(10)}`);
    else if (minutes !== undefined && block.local) place(block, plusMinutes(block.local, minutes));
    else return;
    event.preventDefault();
  };
  return { news, last, place, remove, free: (block) => void free(block), onKey };
}
