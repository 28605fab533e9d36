// An error's sentence, in the language on screen. Names inside of it (a field, a gate, a stage) are put into words too.

import { useCallback } from "react";
import { StudioError } from "../host";
import { engine, useLanguage } from "../text";

const named = new Set(["field", "gate", "state", "step", "rule", "conflict"]);

function words(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const key = `terms:${name}.${String(value)}`;
      return [name, named.has(name) && engine().exists(key) ? engine().t(key as never) : value];
    }),
  );
}

export function sentenceOf(cause: unknown): string {
  const error = StudioError.of(cause);
  const wait = error.params["wait_ms"];
  const params = typeof wait === "number" ? { ...error.params, minutes: Math.max(1, Math.ceil(wait / 60_000)) } : error.params;
  // What is the matter with a file is told more closely where there are words for it.
  const closer = error.code === "bad_file" ? `errors:bad_file_${String(error.params["reason"])}` : "";
  const key = closer !== "" && engine().exists(closer) ? closer : `errors:${error.code}`;
  return engine().exists(key)
    ? String(engine().t(key as never, words(params) as never))
    : `${engine().t("errors:fault")} (${error.code})`;
}

/** Redraws when the language changes. */
export function useSentence(): (cause: unknown) => string {
  useLanguage();
  return useCallback(sentenceOf, []);
}
