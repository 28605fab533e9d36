// Where unsaved words lie until they are stored: this browser's storage, one place a person, a tab and an episode.

import type { Keep, LeftBehind } from "./saver";
import { newId } from "./cells";

/** Another tab that has not written for so many milliseconds is gone. */
export const abandoned = 60_000;

function tab(): string {
  const known = sessionStorage.getItem("tab");
  if (known) return known;
  const made = newId();
  sessionStorage.setItem("tab", made);
  return made;
}

// A computer may be shared: whoever signs in next does not store another person's words under their own name.
const prefix = (episode: string, person: string) => `script-draft:${episode}:${person}:`;

export function keepFor(episode: string, person: string): Keep {
  const key = prefix(episode, person) + tab();
  return {
    write(left) {
      try {
        localStorage.setItem(key, JSON.stringify(left));
      } catch {
        // The storage is full or shut: the words still stand on the screen and are sent as ever.
      }
    },
    clear: () => localStorage.removeItem(key),
  };
}

/** What this tab, or one that is gone, did not get stored, newest first. Taking it removes it. */
export function takeLeftBehind(episode: string, person: string): LeftBehind[] {
  const found: LeftBehind[] = [];
  for (let n = localStorage.length - 1; n >= 0; n -= 1) {
    const key = localStorage.key(n);
    if (!key?.startsWith(prefix(episode, person))) continue;
    try {
      const left = JSON.parse(localStorage.getItem(key) ?? "null") as LeftBehind | null;
      if (!left?.script?.shots) continue;
      if (!key.endsWith(tab()) && !left.closed && Date.now() - left.at < abandoned) continue;
      found.push(left);
      localStorage.removeItem(key);
    } catch {
      localStorage.removeItem(key);
    }
  }
  return found.sort((a, b) => b.at - a.at);
}
