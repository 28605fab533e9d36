// A place in the studio: a screen, of what, and what of it is on show. Everything of it stands in the address.

export type Search = Record<string, string | undefined>;

export interface Place {
  /** The screen's path, with `$id` where `params` says of what: `/episodes/$id/script`. */
  to: string;
  params?: Record<string, string>;
  search?: Search;
}

/** The address of a place. What is undefined is left out of it. */
export function href({ to, params = {}, search = {} }: Place): string {
  const path = to.replace(/\$(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const asked = new URLSearchParams(Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))).toString();
  return asked === "" ? path : `${path}?${asked}`;
}

/** The path of an address, without what is asked of it. */
export const pathOf = (address: string): string => address.split("?")[0] ?? "/";
