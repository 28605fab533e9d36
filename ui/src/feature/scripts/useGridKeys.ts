// The keys of the grid. Enter next shot, Tab next cell, Ctrl+Enter line break, Alt+arrows move, Ctrl+D omit, Alt+Enter a new shot.

import { useCallback, useRef, type KeyboardEvent, type RefObject } from "react";
import { flushSync } from "react-dom";
import { keyLabel } from "../../shared/keys";
import { caret } from "./CellInput";
import { useEditing } from "./editing";
import { isBlank, type ColumnName, type ShotField } from "./model/cells";
import type { Place, ScriptDocument } from "./model/document";

type Keys = (event: KeyboardEvent, openMenu: (shot: string, handle: Element) => void) => void;
const isMac = keyLabel("mod") === "⌘";

export function useGridKeys(box: RefObject<HTMLDivElement | null>): Keys {
  const { document, saver, shown } = useEditing();
  /** Where Escape left the shots; Enter goes back there. */
  const left = useRef<Place | null>(null);
  return useCallback<Keys>(
    (event, openMenu) => {
      // An input method's keys choose its words; they are no commands.
      if (!saver || event.nativeEvent.isComposing || event.keyCode === 229) return;
      const place = document.active();
      const mod = isMac ? event.metaKey : event.ctrlKey;
      const done = undoKeys(document, event, mod) || (place !== null && cellKeys(document, shown, place, event, mod));
      if (!done && place && event.shiftKey && event.key === "F10") {
        const handle = box.current?.querySelector(`[data-handle="${CSS.escape(place.shot)}"]`);
        if (handle) openMenu(place.shot, handle);
      } else if (!done && place && event.key === "Escape") {
        left.current = place;
        document.activate(null);
        box.current?.focus({ preventScroll: true });
      } else if (!done && !place && event.target === box.current && (event.key === "Enter" || event.key === "ArrowDown")) {
        const back = left.current !== null && document.shot(left.current.shot) ? left.current : null;
        document.activate(back ?? { shot: document.order()[0] ?? document.append(), field: shown[0] ?? "line" });
      } else if (!done) return;
      event.preventDefault();
    },
    [document, saver, shown, box],
  );
}

function undoKeys(document: ScriptDocument, event: KeyboardEvent, mod: boolean): boolean {
  const key = event.key.toLowerCase();
  if (!mod || event.altKey || (key !== "z" && key !== "y")) return false;
  // Drawn before the next key: it must not find the caret where the browser puts it, behind a text that was set.
  const place = flushSync(() => (key === "y" || event.shiftKey ? document.redo() : document.undo()));
  if (!place || !document.shot(place.shot)) return true;
  const held = document.active();
  const field = event.target;
  if (held?.shot === place.shot && held.field === place.field && field instanceof HTMLTextAreaElement) {
    field.setSelectionRange(place.end, place.end);
  } else {
    caret.at = place.end;
    document.activate({ shot: place.shot, field: place.field });
  }
  return true;
}

function cellKeys(document: ScriptDocument, shown: readonly ColumnName[], place: Place, event: KeyboardEvent, mod: boolean): boolean {
  const order = document.order();
  const at = order.indexOf(place.shot);
  const to = (shot: string | undefined, field: ShotField = place.field) => {
    if (shot !== undefined) document.activate({ shot, field });
    return true;
  };
  switch (event.key) {
    case "Enter":
      if (mod) return lineBreak(document, place, event);
      if (event.altKey) return to(document.insertAfter(place.shot), shown.includes("line") ? "line" : place.field);
      return to(event.shiftKey ? order[at - 1] : (order[at + 1] ?? document.append()));
    case "Tab": {
      if (mod || event.altKey) return false;
      const step = event.shiftKey ? -1 : 1;
      const column = shown.indexOf(place.field as ColumnName) + step;
      caret.select = true;
      if (column >= 0 && column < shown.length) return to(place.shot, shown[column]);
      if (step < 0) return at > 0 ? to(order[at - 1], shown.at(-1)) : false;
      // An empty last shot is no reason for one more: from there Tab leads out.
      const last = document.shot(place.shot);
      if (order[at + 1] === undefined && last && isBlank(last)) return false;
      return to(order[at + 1] ?? document.append(), shown[0]);
    }
    case "ArrowUp":
    case "ArrowDown": {
      const down = event.key === "ArrowDown";
      if (event.altKey && !mod) {
        document.move(place.shot, at + (down ? 1 : -1));
        return true;
      }
      if (mod || event.shiftKey || !atEdge(event.target, down)) return false;
      const next = order[at + (down ? 1 : -1)];
      if (!down) caret.at = Infinity;
      else caret.at = 0;
      return next === undefined ? false : to(next);
    }
    case "d":
    case "D":
      if (!mod || event.altKey || event.shiftKey) return false;
      document.omit(place.shot);
      return true;
    case "Delete":
    case "Backspace": {
      if (!mod || (event.key === "Backspace" && !event.shiftKey)) return false;
      const next = order[at + 1] ?? order[at - 1];
      document.remove(place.shot);
      return to(next);
    }
    default:
      return false;
  }
}

/** Whether the caret stands where up or down would leave the text. A list of sizes keeps its own arrows. */
function atEdge(target: EventTarget, down: boolean): boolean {
  if (target instanceof HTMLInputElement) return true;
  if (!(target instanceof HTMLTextAreaElement) || target.selectionStart !== target.selectionEnd) return false;
  return down ? target.selectionEnd === target.value.length : target.selectionStart === 0;
}

function lineBreak(document: ScriptDocument, place: Place, event: KeyboardEvent): boolean {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement)) return false;
  const [from, to] = [field.selectionStart, field.selectionEnd];
  flushSync(() => document.write(place.shot, place.field, `${field.value.slice(0, from)}\n${field.value.slice(to)}`));
  field.setSelectionRange(from + 1, from + 1);
  return true;
}
