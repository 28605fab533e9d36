// Which palette is on screen, for what paints on a canvas and cannot read CSS variables.

import { createContext, use } from "react";
import type { Shade } from "./tokens";

export const ShadeContext = createContext<Shade>("light");
export const useShade = (): Shade => use(ShadeContext);
