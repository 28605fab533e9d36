// The state that a link carries: filter, tab, chosen row. Lives in the address, so Back and a restart come back to it.

import { useCallback, useMemo } from "react";
import { useSearch, useSetSearch } from "./route";

/**
 * `const [url, setUrl] = useUrlState({ tab: "script", q: "" })`. A value equal to its default is left out of the address.
 * `setUrl(patch)` adds a step to Back; `setUrl(patch, { replace: true })` does not (typing in a filter).
 */
export function useUrlState<S extends Record<string, string>>(
  defaults: S,
): [S, (patch: Partial<S>, options?: { replace?: boolean }) => void] {
  const search = useSearch();
  const setSearch = useSetSearch();
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
      const changed = Object.entries(patch).map(([name, value]) => [name, value === plain[name] ? undefined : value]);
      setSearch((old) => ({ ...old, ...Object.fromEntries(changed) }), { replace });
    },
    [setSearch, shape],
  );
  return [state, set];
}
