// How many works stand where, under the other filters; those that are out apart from those that wait to go out.

import { useRead } from "../../shared/studio";
import { countsBy, wantedOf, type Filters, type Standing } from "./filters";

export function useCountsBy(filters: Filters): (standing: Standing) => number {
  const wanted = wantedOf({ ...filters, states: "" });
  const counts = useRead("episode_counts", { wanted });
  const out = useRead("episode_counts", { wanted: { ...wanted, published: true } });
  return countsBy(counts.data ?? [], out.data ?? []);
}
