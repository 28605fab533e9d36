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

const KEY = "entrance";

/** Where the last start led, inside at once or to a door: the last one in this window, else on this computer. Null when there was none. */
export const entrance = {
  last: (): string | null => sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY),
  remember(inside: boolean): void {
    const led = inside ? "inside" : "door";
    // A page loaded anew in its window says nothing of how the next window begins.
    if (sessionStorage.getItem(KEY) === null) localStorage.setItem(KEY, led);
    sessionStorage.setItem(KEY, led);
  },
};
