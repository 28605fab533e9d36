// The one cell in which somebody writes. Its text lies below it too, unseen, so that the cell grows with its words.

import { useEffect, useRef, useState, type ChangeEvent, type KeyboardEvent } from "react";
import type { Shot } from "../../generated/operations";
import { useText } from "../../text";
import { useEditing } from "./editing";
import { most, readCell, sizeByLetter, sizes, type ColumnName, type TextField } from "./model/cells";

/** Where the caret goes when a cell opens: the grid says so before it opens one. */
export const caret = { at: null as number | null, select: false };

export function CellInput({ shot, column }: { shot: Shot; column: ColumnName }) {
  const t = useText("scripts");
  const { document, slots: { Marked } } = useEditing();
  const label = t("cell_label", { code: shot.code, column: t(`column.${column}`) });
  const box = useRef<HTMLTextAreaElement & HTMLSelectElement & HTMLInputElement>(null);
  // While an input method composes, its half-made letters stay here and are no words of the script.
  const [composing, setComposing] = useState<string | null>(null);
  const text = readCell(shot, column);

  useEffect(() => {
    const field = box.current;
    if (!field) return;
    field.focus({ preventScroll: true });
    field.closest("[role=row]")?.scrollIntoView({ block: "nearest" });
    if ("setSelectionRange" in field && column !== "size") {
      const at = Math.min(caret.at ?? field.value.length, field.value.length);
      if (caret.select) field.select();
      else field.setSelectionRange(at, at);
    }
    caret.at = null;
    caret.select = false;
  }, [column, shot.id]);

  if (column === "size") {
    // An input method writes nothing into a list: the pinyin's first letter chooses, again the next of that letter.
    const sizeKeys = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const next = sizeByLetter(event.code, shot.size);
      if (next) document.write(shot.id, "size", next);
      if (next || /^Key/.test(event.code)) event.preventDefault();
    };
    return (
      <select ref={box} className="cell-input" aria-label={label} value={shot.size} onChange={(event) => document.write(shot.id, "size", event.target.value)} onKeyDown={sizeKeys}>
        {sizes.map((size) => (
          <option key={size} value={size}>{size === "unset" ? "—" : t(`size.${size}`)}</option>
        ))}
      </select>
    );
  }
  const shared = {
    ref: box,
    className: "cell-input",
    "aria-label": label,
    value: composing ?? text,
    spellCheck: false,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      composing === null ? document.write(shot.id, column, event.target.value) : setComposing(event.target.value),
    onCompositionStart: () => setComposing(text),
    onCompositionEnd: (event: { currentTarget: { value: string } }) => {
      setComposing(null);
      document.write(shot.id, column, event.currentTarget.value);
    },
  };
  if (column === "seconds") return <input {...shared} inputMode="numeric" maxLength={4} />;
  return (
    <>
      <span className="cell-text" aria-hidden="true">{Marked ? <Marked place={`${shot.id}.${column}`} text={composing ?? text} /> : (composing ?? text)}{"\u200b"}</span>
      <textarea {...shared} rows={1} maxLength={most[column as TextField]} />
    </>
  );
}
