// What speaks against a slot, in words; the shape says how much it weighs.

import { useCallback } from "react";
import type { Conflict, Gravity, Told } from "../../generated/types";
import { Shape } from "../../shared/StateTag";
import type { Tone } from "../../shared/states";
import { useText } from "../../text";

const tones: Record<Gravity, Tone> = { stop: "stop", warning: "doubt", note: "quiet" };

/** In a list and under the hand: all but what only matters to somebody who uses the platform's own timer. */
export const worthSaying = (told: readonly Told[]): readonly Told[] => told.filter((one) => one.conflict.code !== "platform_window");

export const toneOfTold = (told: readonly Told[]): Tone => {
  const first = told[0];
  return first ? tones[first.gravity] : "done";
};

/** A function from a conflict to its sentence; `titles` names other works. */
export function useConflictWords(titles?: ReadonlyMap<string, string>): (conflict: Conflict) => string {
  const t = useText("schedule");
  const terms = useText("terms");
  return useCallback(
    (conflict) => {
      const params: Record<string, unknown> = { ...("params" in conflict ? conflict.params : {}) };
      if (conflict.code === "gate_open") params["gate"] = terms(`gate.${conflict.params.gate}` as never);
      if (conflict.code === "too_close") params["other"] = titles?.get(conflict.params.other) ?? t("conflict.other");
      if (conflict.code === "platform_window") {
        params["rule"] = terms(`rule.${conflict.params.finding.rule}` as never);
        params["limit"] = conflict.params.finding.limit;
        if (conflict.params.finding.limit === "unknown") return String(t("conflict.platform_window_unknown", params as never));
      }
      return String(t(`conflict.${conflict.code}`, params as never));
    },
    [t, terms, titles],
  );
}

export function ToldList({ told, titles }: { told: readonly Told[]; titles?: ReadonlyMap<string, string> | undefined }) {
  const words = useConflictWords(titles);
  if (told.length === 0) return null;
  return (
    <ul className="told">
      {told.map((one, at) => (
        <li key={at} data-gravity={one.gravity}>
          <Shape tone={tones[one.gravity]} />
          <span className="told-words">{words(one.conflict)}</span>
        </li>
      ))}
    </ul>
  );
}
