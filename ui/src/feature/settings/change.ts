// What a row of the audit says was there before and after, field by field. Knows no words: a field is its path in the JSON.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface ChangedField {
  /** `term.from`; empty when the whole of what is told is one value. */
  path: string;
  /** Undefined: nothing is told of that side. */
  before: Json | undefined;
  after: Json | undefined;
}

/** The program's own keys: nobody reads them, and they stand in the row's raw text. */
const inner = new Set(["id", "hash", "version", "revision", "next_number", "key"]);

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
const last = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

function leaves(value: Json, path = "", into = new Map<string, Json>()): Map<string, Json> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return into.set(path, value);
  const entries = Object.entries(value);
  // A person or a column that is told with its name is that name.
  if (entries.length === 2 && "id" in value && typeof value["name"] === "string") return into.set(path, value["name"]);
  for (const [key, part] of entries) leaves(part, path === "" ? key : `${path}.${key}`, into);
  return into;
}

export function parsed(text: string | null): Json | undefined {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** What differs, where both sides are told; else what is there and not empty. */
export function changedFields(before: string | null, after: string | null): ChangedField[] {
  const [old, now] = [parsed(before), parsed(after)];
  const [from, to] = [old === undefined ? new Map<string, Json>() : leaves(old), now === undefined ? new Map<string, Json>() : leaves(now)];
  // A step tells where it came from itself: what stood alone before says nothing more.
  if (to.size > 0 && !to.has("")) from.delete("");
  const both = from.size > 0 && to.size > 0;
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => !inner.has(last(path)))
    .map((path) => ({ path, before: from.get(path), after: to.get(path) }))
    .filter((one) => (both && from.has(one.path) ? JSON.stringify(one.before) !== JSON.stringify(one.after) && !(isEmpty(one.before) && isEmpty(one.after)) : !isEmpty(one.before) || !isEmpty(one.after)));
}
