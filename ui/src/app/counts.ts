// How many things wait at each place of the rail, and how many notices are unseen: one small read, renewed by events.

import type { CountsView } from "../generated/operations";
import { useMay } from "../shared/me";
import { useRead } from "../shared/studio";
import type { Place } from "./navigation";

export type Counts = Partial<Record<Place["name"] | "notices", number>>;

const none: Counts = {};

export function useCounts(): Counts {
  const may = useMay("read");
  const found = useRead("counts", {}, { enabled: may, every: 60_000 });
  return (found.data as (CountsView & Counts) | undefined) ?? none;
}

/** What stands beside a name for a count; nothing for none. */
export const badge = (count: number): string | number | undefined => (count > 99 ? "99+" : count || undefined);
