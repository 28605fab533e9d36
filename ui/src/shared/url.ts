// The state that a link carries: filter, tab, chosen row. Lives in the address, so Back and a restart come back to it.

import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

export type UrlState = Record<string, string | undefined>;

/**
 * `const [url, setUrl] = useUrlState({ tab: "script", q: "" })`. A value equal to its default is left out of the address.
 * `setUrl(patch)` adds a step to Back; `setUrl(patch, { replace: true })` does not (typing in a filter).
 */
export function useUrlState<S extends Record<string, string>>(
  defaults: S,
): [S, (patch: Partial<S>, options?: { replace?: boolean }) => void] {
  const search = useSearch({ strict: false }) as UrlState;
  const navigate = useNavigate();
  const shape = JSON.stringify(defaults);
  const state = useMemo(() => {
    const full = { ...(JSON.parse(shape) as S) };
    for (const name of Object.keys(full) as (keyof S & string)[]) {
      const found = search[name];
      if (found !== undefined) full[name] = found as S[typeof name];
    }
    return full;
  }, [search, shape]);
  const set = useCallback(
    (patch: Partial<S>, { replace = false } = {}) => {
      const plain = JSON.parse(shape) as S;
      void navigate({
        to: ".",
        replace,
        resetScroll: false,
        search: ((old: UrlState) => {
          const next: UrlState = { ...old };
          for (const [name, value] of Object.entries(patch)) next[name] = value === plain[name] ? undefined : value;
          return next;
        }) as never,
      });
    },
    [navigate, shape],
  );
  return [state, set];
}
