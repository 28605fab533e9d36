// Hotkeys. A plain letter never fires while somebody types, nor under an open dialog.

import { useEffect, useRef } from "react";

export interface KeyOptions {
  /** Also while typing in a field (for combinations with Ctrl or Alt). */
  whileTyping?: boolean;
  enabled?: boolean;
}

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type))
  );
}

/** "mod+k", "alt+ArrowUp", "j", "?": mod is Ctrl, on a Mac Cmd. */
export function matches(event: KeyboardEvent, combination: string): boolean {
  const parts = combination.split("+");
  const key = parts.pop() ?? "";
  const wants = (name: string) => parts.includes(name);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const otherMod = isMac ? event.ctrlKey : event.metaKey;
  const shiftMatters = wants("shift") || key.length > 1 || /^[a-z]$/i.test(key);
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === wants("mod") &&
    !otherMod &&
    event.altKey === wants("alt") &&
    (!shiftMatters || event.shiftKey === wants("shift"))
  );
}

const dialogOpen = () => document.querySelector(".ant-modal-wrap:not([style*='display: none']), [role='dialog'][aria-modal='true']") !== null;

export function useKey(combination: string | string[], act: (event: KeyboardEvent) => void, options: KeyOptions = {}): void {
  const { whileTyping = false, enabled = true } = options;
  const latest = useRef(act);
  latest.current = act;
  const all = Array.isArray(combination) ? combination.join(" ") : combination;
  useEffect(() => {
    if (!enabled) return;
    const down = (event: KeyboardEvent) => {
      // An input method composing Chinese sends keys that are not commands.
      if (event.isComposing || event.defaultPrevented) return;
      if (!whileTyping && (isTyping(event.target) || dialogOpen())) return;
      if (!all.split(" ").some((one) => matches(event, one))) return;
      event.preventDefault();
      latest.current(event);
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [all, whileTyping, enabled]);
}

/** "Ctrl+K" or "⌘K", as the person's keyboard says it. */
export function keyLabel(combination: string): string {
  return combination
    .split("+")
    .map((part) => (part === "mod" ? (isMac ? "⌘" : "Ctrl") : part === "alt" ? (isMac ? "⌥" : "Alt") : part.length === 1 ? part.toUpperCase() : part))
    .join(isMac ? "" : "+");
}
