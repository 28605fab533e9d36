// Dragging a shot by its handle, with the pointer alone: the desktop window keeps native drags for files.
// A press without a movement opens the shot's menu.

import { useCallback, type PointerEvent, type RefObject } from "react";
import { useEditing } from "./editing";

const threshold = 5;

export function useShotDrag(box: RefObject<HTMLDivElement | null>, onPress: (shot: string, handle: Element) => void) {
  const { document, saver } = useEditing();
  const down = useCallback(
    (event: PointerEvent) => {
      const handle = (event.target as Element).closest<HTMLElement>("[data-handle]");
      const id = handle?.dataset["handle"];
      const grid = box.current;
      if (!handle || !id || !saver || !grid || event.button !== 0) return;
      const startY = event.clientY;
      let moving = false;
      let target: number | null = null;
      const clear = () => grid.querySelectorAll("[data-drop]").forEach((row) => row.removeAttribute("data-drop"));
      const move = (at: globalThis.PointerEvent) => {
        if (!moving && Math.abs(at.clientY - startY) < threshold) return;
        moving = true;
        handle.setPointerCapture(event.pointerId);
        grid.dataset["dragging"] = "true";
        const edge = grid.getBoundingClientRect();
        if (at.clientY < edge.top + 40) grid.scrollBy({ top: -14 });
        else if (at.clientY > edge.bottom - 40) grid.scrollBy({ top: 14 });
        clear();
        const rows = [...grid.querySelectorAll<HTMLElement>("[data-shot]")];
        const over = rows.findIndex((row) => at.clientY < row.getBoundingClientRect().bottom);
        const row = rows[over] ?? rows.at(-1);
        if (!row) return;
        const place = row.getBoundingClientRect();
        const after = over === -1 || at.clientY > place.top + place.height / 2;
        row.dataset["drop"] = after ? "after" : "before";
        const others = document.order().filter((one) => one !== id);
        const index = others.indexOf(row.dataset["shot"] ?? "");
        target = row.dataset["shot"] === id ? null : index + (after ? 1 : 0);
      };
      const end = (last: globalThis.Event) => {
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", end);
        window.removeEventListener("pointercancel", end);
        clear();
        delete grid.dataset["dragging"];
        if (moving && target !== null && last.type === "pointerup") document.move(id, target);
        else if (!moving && last.type === "pointerup") onPress(id, handle);
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", end);
      window.addEventListener("pointercancel", end);
    },
    [box, document, saver, onPress],
  );
  return { down };
}
