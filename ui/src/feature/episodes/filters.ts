// What the list of episodes is narrowed to: as the address holds it, as the operation takes it, as a person saved it.

import type { ContentState, EpisodeCount, EpisodeFormat, EpisodeRow, EpisodeSort, EpisodesWanted } from "../../generated/operations";

/** Where a work stands for whoever looks for it: to the operations a work that is out is still "ready". */
export type Standing = ContentState | "published";
export const standings: Standing[] = ["scripting", "in_review", "approved", "producing", "cut_review", "ready", "published", "shelved", "withdrawn"];
export const formats: EpisodeFormat[] = ["drama", "talk", "q_and_a", "live", "graphic"];
export const sorts: EpisodeSort[] = ["updated", "wanted", "published", "title"];

export const plain = { states: "", column: "", owner: "", format: "", text: "", from: "", to: "", sort: "updated" };
export type Filters = typeof plain;

export const chosenOf = (states: string): Set<Standing> => new Set(states.split(",").filter((one): one is Standing => (standings as string[]).includes(one)));
const standingOf = (row: EpisodeRow): Standing => (row.content === "ready" && row.first_published_day !== null ? "published" : row.content);

/** Where other states are chosen too, what is asked for holds works that are out beside those that wait; these are the ones to show. */
export function narrowed(states: string, rows: readonly EpisodeRow[]): readonly EpisodeRow[] {
  const chosen = chosenOf(states);
  if (chosen.has("ready") === chosen.has("published")) return rows;
  const kept = rows.filter((row) => chosen.has(standingOf(row)));
  return kept.length === rows.length ? rows : kept;
}

/** How many works stand where; `out` counts the published ones only. */
export function countsBy(counts: readonly EpisodeCount[], out: readonly EpisodeCount[]): (standing: Standing) => number {
  const of = (from: readonly EpisodeCount[], state: ContentState) => from.find((one) => one.content === state)?.episodes ?? 0;
  return (standing) => (standing === "published" ? of(out, "ready") : standing === "ready" ? of(counts, "ready") - of(out, "ready") : of(counts, standing));
}

export function wantedOf(filters: Filters): EpisodesWanted {
  const day = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);
  const chosen = chosenOf(filters.states);
  const [only] = chosen.size === 1 ? chosen : [];
  return {
    states: [...new Set([...chosen].map((one): ContentState => (one === "published" ? "ready" : one)))],
    column: filters.column || null,
    owner: filters.owner || null,
    format: formats.find((format) => format === filters.format) ?? null,
    text: filters.text.trim() || null,
    published_from: day(filters.from),
    published_to: day(filters.to),
    published: only === "published" ? true : only === "ready" ? false : null,
  };
}

export const sortOf = (filters: Filters): EpisodeSort => sorts.find((sort) => sort === filters.sort) ?? "updated";

export const isPlain = (filters: Filters): boolean => (Object.keys(plain) as (keyof Filters)[]).every((name) => filters[name] === plain[name]);

export interface SavedFilter {
  name: string;
  filters: Filters;
}

/** Under which key an account keeps its filters, for all of its windows. */
export const filtersKey = "episode_filters";

/** What is kept, as far as it can be understood. */
export function readSaved(kept: string | undefined): SavedFilter[] {
  try {
    const saved = JSON.parse(kept ?? "[]") as SavedFilter[];
    return Array.isArray(saved) ? saved.filter((one) => typeof one.name === "string").map((one) => ({ name: one.name, filters: { ...plain, ...one.filters } })) : [];
  } catch {
    return [];
  }
}
