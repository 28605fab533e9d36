// The document of this editor, for its parts: each listens to no more than it shows.

import { createContext, use, useCallback, useSyncExternalStore } from "react";
import type { ScriptHeader, Shot } from "../../generated/operations";
import type { ScriptSlots } from "../../shared/scriptSlots";
import type { ColumnName, ShotField } from "./model/cells";
import type { ScriptDocument } from "./model/document";
import type { ScriptSaver, SaverState } from "./model/saver";
import { totalsOf, type Totals } from "./model/timing";

export interface Editing {
  episodeId: string;
  document: ScriptDocument;
  /** Null while one may only look. */
  saver: ScriptSaver | null;
  pace: number;
  shown: readonly ColumnName[];
  /** Shows columns that were hidden, because words came into them. */
  reveal: (columns: readonly ColumnName[]) => void;
  slots: ScriptSlots;
  /** Opens the header when it is folded; the header says how. */
  unfold: { current: () => void };
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const value = use(EditingContext);
  if (!value) throw new Error("useEditing outside of the editor");
  return value;
}

function useDocument<T>(what: string, read: (document: ScriptDocument) => T): T {
  const { document } = useEditing();
  const subscribe = useCallback((listener: () => void) => document.subscribe(what, listener), [document, what]);
  return useSyncExternalStore(subscribe, () => read(document));
}

export const useOrder = (): readonly string[] => useDocument("order", (document) => document.order());
export const useHeader = (): ScriptHeader => useDocument("header", (document) => document.header());
export const useShot = (id: string): Shot | undefined => useDocument(id, (document) => document.shot(id));

/** Which field of this shot is being written, if one is. */
export const useActiveField = (id: string): ShotField | null =>
  useDocument("active", (document) => (document.active()?.shot === id ? (document.active()?.field ?? null) : null));

/** One text for what changes with every key: the totals. */
export function useTotals(): Totals {
  const { pace } = useEditing();
  const words = useDocument("any", (document) => JSON.stringify(totalsOf(document.current().shots, pace)));
  return JSON.parse(words) as Totals;
}

export const useCanUndo = (): boolean => useDocument("any", (document) => document.canUndo());
export const useCanRedo = (): boolean => useDocument("any", (document) => document.canRedo());

const still: SaverState = { status: "saved", at: null, clashes: [], mergedWith: null, error: null };

export function useSaver(): SaverState {
  const { saver } = useEditing();
  return useSyncExternalStore(saver?.subscribe ?? never, saver?.now ?? (() => still));
}

const never = () => () => {};
