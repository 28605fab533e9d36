// What the list of episodes is narrowed to: as the address holds it, as the operation takes it, as a person saved it.

import type { ContentState, EpisodeFormat, EpisodeSort, EpisodesWanted } from "../../generated/operations";

export const states: ContentState[] = ["scripting", "in_review", "approved", "producing", "cut_review", "ready", "shelved", "withdrawn"];
export const formats: EpisodeFormat[] = ["drama", "talk", "q_and_a", "live", "graphic"];
export const sorts: EpisodeSort[] = ["updated", "wanted", "published", "title"];

export const plain = { states: "", column: "", owner: "", format: "", text: "", from: "", to: "", sort: "updated" };
export type Filters = typeof plain;

export function wantedOf(filters: Filters): EpisodesWanted {
  const day = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);
  return {
    states: filters.states.split(",").filter((state): state is ContentState => (states as string[]).includes(state)),
    column: filters.column || null,
    owner: filters.owner || null,
    format: formats.find((format) => format === filters.format) ?? null,
    text: filters.text.trim() || null,
    published_from: day(filters.from),
    published_to: day(filters.to),
    published: null,
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
