// Long boards and calendars: what a click asks for is on screen at once, the rest follows when that has been drawn.

import { useDeferredValue } from "react";

/** How many of `all` things to draw: `first` at first, all of them as soon as those stand on the screen. */
export function useGradually(all: number, first: number): number {
  return useDeferredValue(all, Math.min(all, first));
}
