// The studio for somebody signed in: the screens by their addresses.

import { useEffect } from "react";
import { Frame } from "./Frame";
import { fetchScreen } from "./screens";

/** How long the first screen is left to itself, in milliseconds. */
const ALONE = 600;

export function Workplace() {
  // What nearly every next screen is drawn with comes while somebody reads the first.
  useEffect(() => {
    const soon = setTimeout(() => void import("../shared/AntDesign").catch(() => null), ALONE);
    return () => clearTimeout(soon);
  }, []);
  return <Frame />;
}

/** Fetches the code of the screen that the address names, before anything is drawn. */
export const arrive = (): Promise<void> => fetchScreen(window.location.pathname);
