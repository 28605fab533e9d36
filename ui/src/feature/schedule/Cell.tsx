// A place of the grid. While a block is dragged it says what would be wrong there, before the block is dropped.

import { useDroppable } from "@dnd-kit/core";
import type { ReactNode } from "react";
import type { SlotTried } from "../../generated/types";
import { Shape } from "../../shared/StateTag";
import { useSentence } from "../../shared/sentence";
import { useText } from "../../text";
import { StudioError } from "../../host";
import { toneOfTold, useConflictWords, worthSaying } from "./told";

interface CellProps {
  /** `channel|2026-12-04` or `channel|2026-12-04@18`; without a channel `|2026-12-04`. */
  id: string;
  /** What is known of this place for the block that is dragged; undefined while none is, or it may not land here. */
  tried: SlotTried | undefined;
  titles: ReadonlyMap<string, string>;
  quiet?: boolean;
  children: ReactNode;
}

export function Cell({ id, tried, titles, quiet = false, children }: CellProps) {
  const t = useText("schedule");
  const words = useConflictWords(titles);
  const sentence = useSentence();
  const { setNodeRef, isOver } = useDroppable({ id, disabled: tried === undefined });
  const tone = tried?.refused ? "stop" : toneOfTold(tried?.told ?? []);
  const said = tried?.refused
    ? [sentence(StudioError.of(tried.refused))]
    : worthSaying(tried?.told ?? []).map((one) => words(one.conflict));
  return (
    <div ref={setNodeRef} role="gridcell" className="cell" data-quiet={quiet || undefined} data-tone={tried ? tone : undefined} data-over={(isOver && tried !== undefined) || undefined}>
      {children}
      {tried && (
        <div className="cell-tried" aria-hidden={!isOver}>
          <Shape tone={tone} />
          {isOver && <span>{said.length === 0 ? t("fits") : said.join("；")}</span>}
        </div>
      )}
    </div>
  );
}
