// The keys of VirtualTable: arrows, Page Up/Down, Home, End move; Enter opens; the space bar ticks.

import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useState, type KeyboardEvent, type RefObject } from "react";

interface RowKeys<T> {
  rows: readonly T[];
  rowKey: (row: T) => string;
  chosen: string | null;
  onChoose: ((row: T) => void) | undefined;
  onOpen: ((row: T) => void) | undefined;
  picked: ReadonlySet<string> | undefined;
  onPick: ((picked: Set<string>) => void) | undefined;
  virtual: Virtualizer<HTMLDivElement, Element>;
  rowHeight: number;
  box: RefObject<HTMLDivElement | null>;
}

export function useRowKeys<T>({ rows, rowKey, chosen, onChoose, onOpen, picked, onPick, virtual, rowHeight, box }: RowKeys<T>) {
  const [at, setAt] = useState(-1);

  // The chosen row may come from the address; follow it, also when sorting moves it.
  useEffect(() => {
    if (chosen !== null) setAt(rows.findIndex((row) => rowKey(row) === chosen));
  }, [chosen, rows]);

  const choose = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    setAt(index);
    onChoose?.(row);
  };
  const move = (to: number) => {
    const index = Math.max(0, Math.min(to, rows.length - 1));
    choose(index);
    virtual.scrollToIndex(index, { align: "auto" });
  };
  const keys = (event: KeyboardEvent) => {
    // A button or field inside of a row keeps its own keys.
    if (event.target !== box.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const screenful = Math.max(1, Math.floor((box.current.clientHeight || 10 * rowHeight) / rowHeight) - 2);
    const row = rows[at];
    if (event.key === "ArrowDown") move(at + 1);
    else if (event.key === "ArrowUp") move(at - 1);
    else if (event.key === "PageDown") move(at + screenful);
    else if (event.key === "PageUp") move(at - screenful);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(rows.length - 1);
    else if (event.key === "Enter" && row !== undefined) (onOpen ?? onChoose)?.(row);
    else if (event.key === " " && onPick && row !== undefined) {
      const next = new Set(picked);
      if (!next.delete(rowKey(row))) next.add(rowKey(row));
      onPick(next);
    } else return;
    event.preventDefault();
  };
  return { at, keys, choose };
}
