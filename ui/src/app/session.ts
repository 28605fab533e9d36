// Whether the session was lost while somebody worked: then the sign-in comes over the page, which keeps what was typed.

import { useSyncExternalStore } from "react";

let lost = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (lost === next) return;
  lost = next;
  listeners.forEach((listener) => listener());
}

export const sessionSignal = { lost: () => set(true), found: () => set(false) };

export function useSessionLost(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lost,
  );
}
