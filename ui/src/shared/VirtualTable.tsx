// A table that stays quick at 10,000 rows: only what is in sight is drawn. Arrow keys move the chosen row, Enter opens
// it, headers sort. Its scroll place is remembered, so Back returns to it.

import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from "react";
import { useText } from "../text";
import { TableHead } from "./TableHead";
import { Tick } from "./Tick";
import { useRowKeys } from "./useRowKeys";

export interface Column<T> {
  key: string;
  title: string;
  /** Pixels; with `grow` the least width. */
  width: number;
  /** Share of the spare width, 0 by default. */
  grow?: number;
  align?: "start" | "end";
  render: (row: T) => ReactNode;
  /** What the table sorts by itself; null goes last. A column that the server sorts has `sorts: true` instead. */
  value?: (row: T) => string | number | null;
  sorts?: boolean;
}

export interface Sort {
  key: string;
  down: boolean;
}

export interface VirtualTableProps<T> {
  /** Names the table for a screen reader and for the memory of its scroll place. */
  label: string;
  rows: readonly T[];
  rowKey: (row: T) => string;
  columns: readonly Column<T>[];
  /** The row shown beside the list. */
  chosen?: string | null;
  onChoose?: (row: T) => void;
  /** Enter or double-click; without it both choose. */
  onOpen?: (row: T) => void;
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
  /** Boxes for bulk edit. */
  picked?: ReadonlySet<string>;
  onPick?: (picked: Set<string>) => void;
  /** Called near the last row: fetch the next page. */
  onEnd?: () => void;
  /** Instead of rows when there are none. */
  empty?: ReactNode;
  /** Scrolls to the top when it changes (a filter). */
  reset?: string;
  rowHeight?: number;
  style?: CSSProperties;
}

const scrollMemory = new Map<string, number>();

export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const { label, rows, rowKey, columns, chosen = null, onChoose, onOpen, picked, onPick, onEnd, empty, reset, rowHeight = 36, style } = props;
  const t = useText("shared");
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [ownSort, setOwnSort] = useState<Sort | null>(null);
  const sort = props.onSort ? (props.sort ?? null) : ownSort;
  const sorted = useSorted(rows, columns, props.onSort ? null : ownSort);
  const place = `${window.location.pathname}#${label}`;
  const [startAt] = useState(() => scrollMemory.get(place) ?? 0);

  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 5,
    initialOffset: startAt,
    // The head stands above the rows, and stays there while they scroll beneath it.
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;

  useEffect(() => {
    if (sorted.length > 0 && last >= sorted.length - 20) onEnd?.();
  }, [last, sorted.length, onEnd]);
  const lastReset = useRef(reset);
  useLayoutEffect(() => {
    if (lastReset.current === reset) return;
    lastReset.current = reset;
    box.current?.scrollTo({ top: 0 });
  }, [reset]);

  const { at, keys, choose } = useRowKeys({ rows: sorted, rowKey, chosen, onChoose, onOpen, picked, onPick, virtual, rowHeight, box });
  const template = [...(onPick ? ["40px"] : []), ...columns.map((c) => (c.grow ? `minmax(${c.width}px, ${c.grow}fr)` : `${c.width}px`))].join(" ");
  const leastWidth = columns.reduce((sum, c) => sum + c.width, onPick ? 40 : 0);
  const toggle = (row: T) => {
    const next = new Set(picked);
    if (!next.delete(rowKey(row))) next.add(rowKey(row));
    onPick?.(next);
  };
  const act = useRef<Acts<T>>({ choose, open: () => {}, toggle });
  useLayoutEffect(() => {
    act.current = { choose, open: (row) => (onOpen ?? onChoose)?.(row), toggle };
  });

  return (
    <div
      ref={box}
      className="vtable"
      role="grid"
      aria-label={label}
      aria-rowcount={sorted.length + 1}
      aria-multiselectable={onPick ? true : undefined}
      aria-activedescendant={at >= 0 && items.some((item) => item.index === at) ? `${id}-${at}` : undefined}
      tabIndex={0}
      onKeyDown={keys}
      onScroll={(event) => scrollMemory.set(place, event.currentTarget.scrollTop)}
      style={{ ...style, "--columns": template, "--row": `${rowHeight}px` } as CSSProperties}
    >
      <TableHead
        columns={columns}
        sort={sort}
        onSort={props.onSort ?? setOwnSort}
        minWidth={leastWidth}
        before={
          onPick && (
            <Tick
              label={t("table.select_all")}
              checked={sorted.length > 0 && picked?.size === sorted.length}
              some={(picked?.size ?? 0) > 0 && (picked?.size ?? 0) < sorted.length}
              onChange={(all) => onPick(new Set(all ? sorted.map(rowKey) : []))}
            />
          )
        }
      />
      {sorted.length === 0 ? (
        <div role="row" className="vtable-none"><div role="gridcell">{empty}</div></div>
      ) : (
        <div role="rowgroup" className="vtable-body" style={{ height: sorted.length * rowHeight, minWidth: leastWidth }}>
          {items.map(({ index, start }) => {
            const row = sorted[index];
            if (row === undefined) return null;
            const key = rowKey(row);
            return (
              <Row
                key={key}
                id={`${id}-${index}`}
                row={row}
                index={index}
                offset={start - rowHeight}
                columns={columns}
                chosen={key === chosen}
                at={index === at}
                picked={onPick ? (picked?.has(key) ?? false) : null}
                act={act}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

interface Acts<T> {
  choose: (index: number) => void;
  open: (row: T) => void;
  toggle: (row: T) => void;
}

interface RowProps<T> {
  id: string;
  row: T;
  index: number;
  /** Pixels from the first row. */
  offset: number;
  columns: readonly Column<T>[];
  chosen: boolean;
  at: boolean;
  /** Null: the table has no boxes. */
  picked: boolean | null;
  /** The same object for the table's life, so that scrolling draws new rows only. */
  act: RefObject<Acts<T>>;
}

function PlainRow<T>({ id, row, index, offset, columns, chosen, at, picked, act }: RowProps<T>) {
  const t = useText("shared");
  return (
    <div
      id={id}
      role="row"
      className="vtable-row"
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-at={at || undefined}
      style={{ transform: `translateY(${offset}px)` }}
      onClick={() => act.current.choose(index)}
      onDoubleClick={() => act.current.open(row)}
    >
      {picked !== null && (
        <div role="gridcell" onClick={(event) => event.stopPropagation()}>
          <Tick label={t("table.select_row")} tabIndex={-1} checked={picked} onChange={() => act.current.toggle(row)} />
        </div>
      )}
      {columns.map((column) => (
        <div role="gridcell" key={column.key} data-align={column.align}>{column.render(row)}</div>
      ))}
    </div>
  );
}
const Row = memo(PlainRow) as typeof PlainRow;

// Made when something is sorted: an engine takes its time over the first.
let collator: Intl.Collator | undefined;
const inOrder = (a: string, b: string) => (collator ??= new Intl.Collator("zh-CN", { numeric: true })).compare(a, b);

function useSorted<T>(rows: readonly T[], columns: readonly Column<T>[], sort: Sort | null): readonly T[] {
  return useMemo(() => {
    const value = sort && columns.find((column) => column.key === sort.key)?.value;
    if (!sort || !value) return rows;
    const turn = sort.down ? -1 : 1;
    return [...rows].sort((left, right) => {
      const [a, b] = [value(left), value(right)];
      if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
      return turn * (typeof a === "number" && typeof b === "number" ? a - b : inOrder(String(a), String(b)));
    });
  }, [rows, columns, sort]);
}
