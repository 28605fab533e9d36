// An error's sentence, in the language on screen. Names inside of it (a field, a gate, a stage) are put into words too.

import i18next from "i18next";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { StudioError } from "../host";

const named = new Set(["field", "gate", "state", "step", "rule", "conflict"]);

function words(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const key = `terms:${name}.${String(value)}`;
      return [name, named.has(name) && i18next.exists(key) ? i18next.t(key as never) : value];
    }),
  );
}

export function sentenceOf(cause: unknown): string {
  const error = StudioError.of(cause);
  const key = `errors:${error.code}`;
  return i18next.exists(key)
    ? String(i18next.t(key as never, words(error.params) as never))
    : `${i18next.t("errors:fault")} (${error.code})`;
}

/** Redraws when the language changes. */
export function useSentence(): (cause: unknown) => string {
  useTranslation();
  return useCallback(sentenceOf, []);
}
