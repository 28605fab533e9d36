// How long a shot takes to say: the same estimate as the domain's (crates/domain, script/speech), so that it follows every key.

import type { Shot } from "../../../generated/operations";

/** Above this many characters a minute a listener is lost. */
export const fast = 300;

const spokenPattern = /[\p{L}\p{N}]/gu;

export function spokenCharacters(line: string): number {
  return line.match(spokenPattern)?.length ?? 0;
}

export interface ShotTiming {
  characters: number;
  /** Set by hand, else the estimate. */
  seconds: number;
  /** The pace that the set seconds ask for, when it is too fast; Infinity for words in no time. */
  rushed: number | null;
}

const known = new WeakMap<Shot, Map<number, ShotTiming>>();

export function timingOf(shot: Shot, pace: number): ShotTiming {
  const cached = known.get(shot)?.get(pace);
  if (cached) return cached;
  const characters = spokenCharacters(shot.line);
  const estimate = Math.ceil((characters * 60) / pace);
  const asked = shot.seconds === null || characters === 0 ? null : shot.seconds === 0 ? Infinity : Math.floor((characters * 60) / shot.seconds);
  const timing = {
    characters,
    seconds: shot.omitted ? 0 : (shot.seconds ?? estimate),
    rushed: !shot.omitted && asked !== null && asked > fast ? asked : null,
  };
  known.set(shot, (known.get(shot) ?? new Map<number, ShotTiming>()).set(pace, timing));
  return timing;
}

export interface Totals {
  shots: number;
  characters: number;
  seconds: number;
  tooFast: number;
}

export function totalsOf(shots: readonly Shot[], pace: number): Totals {
  const totals = { shots: 0, characters: 0, seconds: 0, tooFast: 0 };
  for (const shot of shots) {
    if (shot.omitted) continue;
    const timing = timingOf(shot, pace);
    totals.shots += 1;
    totals.characters += timing.characters;
    totals.seconds += timing.seconds;
    if (timing.rushed !== null) totals.tooFast += 1;
  }
  return totals;
}
