// The texts of a script that are checked, by key, in the order of the page. The same ones as the server reports on:
// notes stay with the crew, and an omitted shot is not filmed.

import type { Script } from "../../../generated/operations";

export const headerFields = ["hook", "legal_point", "law_cited", "takeaway"] as const;
export const shotFields = ["setting", "picture", "speaker", "line", "caption"] as const;
export type CheckedField = (typeof headerFields)[number] | (typeof shotFields)[number];

const read = new WeakMap<Script, ReadonlyMap<string, string>>();

/** Every text by its key; a script is read once, however many shots ask. */
export function textsOf(script: Script): ReadonlyMap<string, string> {
  const known = read.get(script);
  if (known) return known;
  const texts = textsIn(script);
  read.set(script, texts);
  return texts;
}

function textsIn(script: Script): Map<string, string> {
  const texts = new Map<string, string>();
  for (const field of headerFields) texts.set(`header.${field}`, script.header[field]);
  for (const shot of script.shots) {
    if (!shot.omitted) for (const field of shotFields) texts.set(`${shot.id}.${field}`, shot[field]);
  }
  return texts;
}

export const fieldOf = (key: string): CheckedField => key.slice(key.lastIndexOf(".") + 1) as CheckedField;

/** The shot of a key, "header" for the header. */
export const ownerOf = (key: string): string => key.slice(0, key.lastIndexOf("."));
