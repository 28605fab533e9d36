// Back comes back to where one was on the page; a new page begins at its top, and whoever came by a link of the page before
// goes on in it with the keys.

import { useCallback, useEffect, useRef, type RefObject } from "react";
import { pathOf } from "../shared/place";
import { stepNow } from "../shared/route";

/** `box` is what scrolls; answers what it has to hear, and what is to be told when another address is on show. */
export function useKeptPlace(box: RefObject<HTMLElement | null>): { onScroll: () => void; onShown: (address: string) => void } {
  const kept = useRef(new Map<number, number>());
  const shown = useRef<{ path: string; step: number } | null>(null);
  const back = useRef(false);
  const at = useRef(0);
  useEffect(() => {
    const popped = () => (back.current = true);
    window.addEventListener("popstate", popped);
    return () => window.removeEventListener("popstate", popped);
  }, []);
  const onScroll = () => {
    if (!box.current || !shown.current) return;
    at.current = box.current.scrollTop;
    kept.current.set(shown.current.step, at.current);
  };
  const onShown = useCallback(
    (address: string) => {
      const path = pathOf(address);
      const before = shown.current;
      shown.current = { path, step: stepNow() };
      const comesBack = back.current;
      back.current = false;
      if (before === null || before.path === path) return;
      const top = comesBack ? (kept.current.get(shown.current.step) ?? 0) : 0;
      // Scrolling nowhere lays the whole new page out at once, before all of it is there.
      if (top !== at.current) box.current?.scrollTo({ top });
      at.current = top;
      if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
    },
    [box],
  );
  return { onScroll, onShown };
}
