// The shots as a grid: keys, the mouse, pasting and dragging for all rows at once. Draws its rows only when their list changes.

import { Dropdown, type MenuProps } from "antd";
import { PlusOutlined } from "@ant-design/icons";
import { useRef, useState, type ClipboardEvent, type KeyboardEvent, type MouseEvent } from "react";
import { useText } from "../../text";
import { Button } from "../../shared/Button";
import { keyLabel } from "../../shared/keys";
import { sayWarning } from "../../shared/say";
import { caret } from "./CellInput";
import { useEditing, useOrder } from "./editing";
import { columns, isBlank, readCell, type ColumnName } from "./model/cells";
import { shotsOf, tableOf } from "./model/paste";
import { ScriptRow } from "./ScriptRow";
import { useGridKeys } from "./useGridKeys";
import { useShotDrag } from "./useShotDrag";

const widths: Record<ColumnName, string> = {
  size: "76px", setting: "minmax(72px, 0.7fr)", picture: "minmax(130px, 1.5fr)", speaker: "minmax(64px, 84px)", line: "minmax(180px, 2.4fr)",
  caption: "minmax(96px, 1fr)", seconds: "48px", note: "minmax(80px, 0.8fr)",
};

/** The place in a cell's text at which the mouse stands; marks cut the text into several nodes. */
function caretAt(event: MouseEvent, cell: Element): number | null {
  const page = event.currentTarget.ownerDocument;
  const range = page.caretRangeFromPoint?.(event.clientX, event.clientY);
  const text = cell.querySelector(".cell-text");
  if (!range || !text || range.startContainer.nodeType !== Node.TEXT_NODE || !text.contains(range.startContainer)) return null;
  range.setStart(text, 0);
  return range.toString().length;
}

export function ScriptGrid() {
  const t = useText("scripts");
  const { document, saver, shown, reveal, slots } = useEditing();
  const order = useOrder();
  const box = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{ shot: string; x: number; y: number } | null>(null);
  const keys = useGridKeys(box);
  const openMenu = (shot: string, handle: Element) => {
    const place = handle.getBoundingClientRect();
    setMenu({ shot, x: place.left, y: place.bottom });
  };
  const drag = useShotDrag(box, openMenu);
  const template = ["60px", ...shown.map((column) => widths[column]), ...(slots.Margin ? ["minmax(180px, 240px)"] : [])].join(" ");

  const enter = (event: MouseEvent) => {
    const cell = (event.target as Element).closest("[data-field]");
    const row = cell?.closest("[data-shot]");
    if (!saver || !cell || !row || event.button !== 0 || (event.target as Element).closest(".cell-input")) return;
    caret.at = caretAt(event, cell);
    document.activate({ shot: row.getAttribute("data-shot") ?? "", field: cell.getAttribute("data-field") as ColumnName });
    event.preventDefault();
  };
  /** The field takes no more than it holds; that is not to happen unsaid. */
  const tellCut = ({ target, clipboardData }: ClipboardEvent) => {
    if (!(target instanceof HTMLTextAreaElement) || target.maxLength < 0) return;
    const room = target.maxLength - target.value.length + (target.selectionEnd - target.selectionStart);
    const over = clipboardData.getData("text/plain").replace(/\r\n/g, "\n").length - room;
    if (over > 0) sayWarning(t("paste_cut", { most: target.maxLength, n: over }));
  };
  const paste = (event: ClipboardEvent) => {
    const place = document.active();
    if (!saver || !place || place.field === "code") return;
    const rows = tableOf(event.clipboardData.getData("text/html"), event.clipboardData.getData("text/plain"));
    if (!rows) return tellCut(event);
    event.preventDefault();
    const pasted = shotsOf(rows, place.field, shown);
    if (pasted.tooLong) {
      const { row, field, most } = pasted.tooLong;
      return sayWarning(t("paste_too_long", { row, column: t(`column.${field}`), most }));
    }
    reveal(pasted.fields);
    const shot = document.shot(place.shot);
    // Words are never written over: without room in this shot all rows come behind it.
    const free = shot && columns.every((column) => !pasted.first[column] || readCell(shot, column) === "");
    const { code: _, ...first } = pasted.first;
    if (free) document.fill(place.shot, isBlank(shot) ? pasted.first : first, pasted.all.slice(1));
    else document.fill(place.shot, {}, pasted.all);
  };
  return (
    <div
      ref={box}
      className="script-grid"
      role="grid"
      aria-label={t("grid")}
      aria-readonly={!saver || undefined}
      tabIndex={0}
      style={{ "--script-columns": template } as React.CSSProperties}
      onKeyDown={(event: KeyboardEvent) => keys(event, openMenu)}
      onMouseDown={enter}
      onPaste={paste}
      onPointerDown={drag.down}
      onFocus={(event) => {
        const first = order[0];
        // Whoever comes out of a cell has just left it: only from elsewhere does one begin to write.
        const fromElsewhere = event.relatedTarget instanceof Node && !box.current?.contains(event.relatedTarget);
        if (event.target === box.current && saver && first && !document.active() && fromElsewhere) document.activate({ shot: first, field: shown[0] ?? "line" });
      }}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !box.current?.contains(event.relatedTarget)) document.activate(null);
      }}
    >
      <div className="script-shot script-heads" role="row">
        <div role="columnheader">{t("column.code")}</div>
        {shown.map((column) => (
          <div key={column} role="columnheader" data-field={column}>{t(`column.${column}`)}</div>
        ))}
        {slots.Margin && <div role="columnheader">{t("column.margin")}</div>}
      </div>
      {order.map((id) => (
        <ScriptRow key={id} id={id} />
      ))}
      {order.length === 0 && !saver && <div role="row"><p role="gridcell" className="script-none">{t("empty_read")}</p></div>}
      {saver && (
        <div role="row">
          <div role="gridcell" className="script-add">
            {order.length === 0 && <p className="quiet">{t("empty")}</p>}
            <Button
              type={order.length === 0 ? "primary" : "text"}
              size="small"
              icon={<PlusOutlined />}
              onClick={() => document.activate({ shot: document.append(), field: "line" })}
            >
              {t("add")}
            </Button>
          </div>
        </div>
      )}
      <ShotMenu menu={menu} onClose={() => setMenu(null)} />
    </div>
  );
}

function ShotMenu({ menu, onClose }: { menu: { shot: string; x: number; y: number } | null; onClose: () => void }) {
  const t = useText("scripts");
  const { document } = useEditing();
  if (!menu) return null;
  const { shot: id } = menu;
  const at = document.order().indexOf(id);
  const key = (text: string, keys: string) => (
    <span className="menu-key">
      {text}
      <kbd>{keyLabel(keys)}</kbd>
    </span>
  );
  const act: Record<string, () => void> = {
    above: () => document.activate({ shot: document.insertAfter(document.order()[at - 1] ?? null), field: "line" }),
    below: () => document.activate({ shot: document.insertAfter(id), field: "line" }),
    copy: () => document.activate({ shot: document.duplicate(id), field: "line" }),
    up: () => document.move(id, at - 1),
    down: () => document.move(id, at + 1),
    omit: () => document.omit(id),
    remove: () => document.remove(id),
  };
  const items: MenuProps["items"] = [
    { key: "above", label: t("menu.above") },
    { key: "below", label: key(t("menu.below"), "alt+Enter") },
    { key: "copy", label: t("menu.copy") },
    { type: "divider" },
    { key: "up", label: key(t("menu.up"), "alt+↑"), disabled: at === 0 },
    { key: "down", label: key(t("menu.down"), "alt+↓"), disabled: at === document.order().length - 1 },
    { key: "omit", label: key(document.shot(id)?.omitted ? t("menu.restore") : t("menu.omit"), "mod+d") },
    { type: "divider" },
    { key: "remove", label: key(t("menu.remove"), "mod+Delete"), danger: true },
  ];
  return (
    <Dropdown
      open
      trigger={["click"]}
      autoFocus
      onOpenChange={(open) => !open && onClose()}
      menu={{
        items,
        onClick: ({ key: what }) => {
          onClose();
          act[what]?.();
        },
      }}
    >
      <span className="menu-place" style={{ left: menu.x, top: menu.y }} />
    </Dropdown>
  );
}
