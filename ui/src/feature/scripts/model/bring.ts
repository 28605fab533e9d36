// Brings what the server stored into what stands on the screen, while somebody goes on typing.
// The server merges two people; this only keeps the keys pressed since the last save was sent.

import type { Script, Shot } from "../../../generated/operations";
import { columns, type ShotField } from "./cells";

const fields: readonly (ShotField | "omitted")[] = ["code", "omitted", ...columns];

/** `here` was made from `base` on this screen, `stored` from `base` by the server: both, and `here` where both changed. */
export function bring(base: Script, here: Script, stored: Script): Script {
  if (here === base) return stored;
  const old = new Map(base.shots.map((shot) => [shot.id, shot]));
  const mine = new Map(here.shots.map((shot) => [shot.id, shot]));
  const theirs = new Map(stored.shots.map((shot) => [shot.id, shot]));
  const order = orderOf(base.shots.map((s) => s.id), here.shots.map((s) => s.id), stored.shots.map((s) => s.id));
  const shots = order.flatMap((id) => {
    const [before, left, right] = [old.get(id), mine.get(id), theirs.get(id)];
    if (left && right) return [before === right ? left : bringShot(before ?? right, left, right)];
    // Gone on one side: it goes when the other side left it as it was.
    const rest = left ?? right;
    return !rest || (before && same(before, rest)) ? [] : [rest];
  });
  const header = { ...stored.header };
  for (const name of Object.keys(header) as (keyof typeof header)[]) {
    if (here.header[name] !== base.header[name]) (header as Record<string, string>)[name] = here.header[name];
  }
  return { header, shots };
}

function bringShot(base: Shot, left: Shot, right: Shot): Shot {
  if (left === base) return right;
  const made: Shot = { ...right };
  for (const field of fields) if (left[field] !== base[field]) (made as Record<string, unknown>)[field] = left[field];
  return same(made, left) ? left : made;
}

export function same(a: Shot, b: Shot): boolean {
  return a === b || (a.id === b.id && fields.every((field) => a[field] === b[field]));
}

/** The server's order, unless the order was changed here: then this one, with the server's new shots after their neighbours. */
function orderOf(base: string[], here: string[], stored: string[]): string[] {
  const kept = here.filter((id) => base.includes(id));
  const moved = kept.join() !== base.filter((id) => here.includes(id)).join();
  return moved ? into(here, stored) : into(stored, here);
}

/** `main` with what only `other` has, each after the one that stands before it there. */
export function into(main: readonly string[], other: readonly string[]): string[] {
  const made = [...main];
  other.forEach((id, place) => {
    if (made.includes(id)) return;
    const before = other.slice(0, place).reverse().find((one) => made.includes(one));
    made.splice(before === undefined ? 0 : made.indexOf(before) + 1, 0, id);
  });
  return made;
}
