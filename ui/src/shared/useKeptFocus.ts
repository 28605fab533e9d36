// What is moved by keys is drawn anew in its new place: it keeps the focus there, so that the next key still reaches it.

import { useEffect, useLayoutEffect, useRef, type FocusEvent, type RefObject } from "react";

/** `attribute` names the things inside of `box`; answers what the box has to hear. */
export function useKeptFocus(box: RefObject<HTMLElement | null>, attribute: string): { onFocus: (event: FocusEvent) => void } {
  const last = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (last.current === null || document.activeElement !== document.body) return;
    box.current?.querySelector<HTMLElement>(`[${attribute}="${CSS.escape(last.current)}"]`)?.focus();
  });
  useEffect(() => {
    // A hand that presses somewhere else wants nothing back.
    const forget = () => (last.current = null);
    window.addEventListener("pointerdown", forget, true);
    return () => window.removeEventListener("pointerdown", forget, true);
  }, []);
  return { onFocus: (event) => (last.current = event.target.closest(`[${attribute}]`)?.getAttribute(attribute) ?? null) };
}
