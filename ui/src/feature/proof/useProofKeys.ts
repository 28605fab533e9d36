// The keys of the checker in the editor, before the grid's own: F8 next, Alt+Enter what to do here, F9 read, Ctrl+Shift+L cite.

import { useEffect, useRef } from "react";
import { matches } from "../../shared/keys";

interface ProofKeys {
  next: (back: boolean) => void;
  /** Whether there was a finding at the caret; otherwise the key is the grid's. */
  handle: () => boolean;
  read: () => void;
  cite: () => void;
  /** Esc: whether something was open; otherwise the key is the grid's. */
  close: () => boolean;
}

const dialogOpen = () => document.querySelector(".ant-modal-wrap:not([style*='display: none'])") !== null;

export function useProofKeys(keys: ProofKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || dialogOpen()) return;
      const { next, handle, read, cite, close } = latest.current;
      if (matches(event, "F8")) next(false);
      else if (matches(event, "shift+F8")) next(true);
      else if (matches(event, "F9")) read();
      else if (matches(event, "mod+shift+l")) cite();
      else if (!(matches(event, "alt+Enter") && handle()) && !(matches(event, "Escape") && close())) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", down, true);
    return () => window.removeEventListener("keydown", down, true);
  }, []);
}
