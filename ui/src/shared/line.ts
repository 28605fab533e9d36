// Whether the studio can be reached: a call that does not reach it says so, the next that does takes it back.

import { useSyncExternalStore } from "react";

let lost = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (lost === next) return;
  lost = next;
  listeners.forEach((listener) => listener());
}

export const line = { lost: () => set(true), back: () => set(false), isLost: () => lost };

export function useLineLost(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    line.isLost,
  );
}
