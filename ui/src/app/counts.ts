// How many things wait at each place of the rail.

import type { Place } from "./navigation";

export type Counts = Partial<Record<Place["name"], number>>;

const none: Counts = {};

export const useCounts = (): Counts => none;
