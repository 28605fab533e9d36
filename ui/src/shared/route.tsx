// Going from place to place, and where one is. The address is the browser's; which screen an address shows is the app's
// (app/screens.tsx), which tells here what is on show.

import { createContext, use, useCallback, useMemo, type ComponentProps, type MouseEvent, type ReactNode } from "react";
import { navigate, useLocationProperty } from "wouter/use-browser-location";
import { href, type Place, type Search } from "./place";

/** What a step leaves in the browser's history: how far down it is. */
interface Trace {
  step: number;
}

export const stepNow = (): number => (history.state as Trace | null)?.step ?? 0;

const addressNow = (): string => location.pathname + location.search;

/** Goes to a place, or to an address of the studio's that came from elsewhere; `replace` adds no step to Back, nor does where one is. */
export function go(to: Place | string, { replace = false } = {}): void {
  const address = typeof to === "string" ? to : href(to);
  const stays = replace || address === addressNow();
  navigate(address, { replace: stays, state: { step: stepNow() + (stays ? 0 : 1) } satisfies Trace });
}

/** Path and search of the address, which may be ahead of the screen. */
export const useAddress = (): string => useLocationProperty(addressNow);

/** The path alone: what hears of it does not hear of a filter or a tab. */
export const usePath = (): string => useLocationProperty(() => location.pathname);

/** What is on show: while a screen's code comes, still the place before. */
interface Shown {
  path: string;
  params: Record<string, string>;
  search: Search;
}

const ShownContext = createContext<Shown>({ path: "/", params: {}, search: {} });

/** Around a screen: says which address it shows, and what in its path is which. */
export function ShownAt({ address, params, children }: { address: string; params: Record<string, string>; children: ReactNode }) {
  const named = JSON.stringify(params);
  const shown = useMemo(() => {
    const [path = "/", asked = ""] = address.split("?");
    return { path, params: JSON.parse(named) as Record<string, string>, search: Object.fromEntries(new URLSearchParams(asked)) };
  }, [address, named]);
  return <ShownContext value={shown}>{children}</ShownContext>;
}

/** A part of the screen's path: `useParam("id")`. */
export const useParam = (name: string): string => use(ShownContext).params[name] ?? "";
export const useSearch = (): Search => use(ShownContext).search;

/** Changes the search of the screen on show; the path stays. */
export function useSetSearch(): (change: (old: Search) => Search, options: { replace: boolean }) => void {
  const { path } = use(ShownContext);
  return useCallback((change, options) => {
    // Asked of the browser: two changes of one press both count.
    const old = Object.fromEntries(new URLSearchParams(location.search));
    go({ to: path, search: change(old) }, options);
  }, [path]);
}

/** Told by the app: fetches the code of the screen that an address shows. */
export const ahead = { of: (_address: string): void => {} };

type LinkProps = Place & Omit<ComponentProps<"a">, "href">;

/** A link within the studio. Its screen's code is fetched when the pointer or the focus comes to it. */
export function Link({ to, params, search, onClick, ...rest }: LinkProps) {
  const address = href({ to, ...(params && { params }), ...(search && { search }) });
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(address);
  };
  const fetch = () => ahead.of(address);
  return <a {...rest} href={address} onClick={press} onPointerEnter={fetch} onFocus={fetch} />;
}
