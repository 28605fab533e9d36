// The open script as other features may use it: its texts by key, and the caret in them.

import { flushSync } from "react-dom";
import type { ScriptAccess, TextCaret } from "../../shared/scriptSlots";
import { caret as cellCaret } from "./CellInput";
import type { HeaderField, ShotField } from "./model/cells";
import type { ScriptDocument } from "./model/document";

const header = "header.";

/** The field in which a text with this key is written, if one is open. */
const fieldOf = (key: string): HTMLTextAreaElement | null =>
  document.querySelector<HTMLTextAreaElement>(`[data-place="${CSS.escape(key)}"] textarea`);

export function accessTo(script: ScriptDocument, mayWrite: boolean, unfold: () => void): ScriptAccess {
  const at = (key: string) => {
    const dot = key.lastIndexOf(".");
    return { shot: key.slice(0, dot), field: key.slice(dot + 1) as ShotField };
  };
  const put = ({ key, start, end }: TextCaret) => {
    const field = fieldOf(key);
    field?.focus();
    field?.setSelectionRange(start, end);
  };
  return {
    mayWrite,
    current: script.current,
    text(key) {
      const { shot, field } = at(key);
      const from = key.startsWith(header) ? script.header() : script.shot(shot);
      const text = from && (from as unknown as Record<string, unknown>)[field];
      return typeof text === "string" ? text : undefined;
    },
    onChange: (listener) => script.subscribe("any", listener),
    write(key, text) {
      if (!mayWrite) return;
      // A remedy or a citation is a step of its own, beside the typing.
      script.apart();
      if (key.startsWith(header)) script.writeHeader(key.slice(header.length) as HeaderField, text);
      else script.write(at(key).shot, at(key).field, text);
      script.apart();
    },
    enter(caret) {
      const { shot, field } = at(caret.key);
      if (caret.key.startsWith(header)) unfold();
      else if (mayWrite) {
        cellCaret.at = caret.start;
        flushSync(() => script.activate({ shot, field }));
      } else {
        document.querySelector(`[data-place="${CSS.escape(caret.key)}"]`)?.scrollIntoView({ block: "nearest" });
      }
      // Where the field stands already, the next key must find the caret in its place; else it is drawn with the next frame.
      if (fieldOf(caret.key)) put(caret);
      else requestAnimationFrame(() => put(caret));
    },
    caret() {
      const field = document.activeElement;
      const key = field?.closest("[data-place]")?.getAttribute("data-place");
      return field instanceof HTMLTextAreaElement && key ? { key, start: field.selectionStart, end: field.selectionEnd } : null;
    },
  };
}
