// Stands in the place of Ant Design's style machine when the pages are built: styles, variables and numbers of a theme were
// made then (build/antdStyles.tsx), so nothing is left to do. Tests and the build itself run the machine.

import tokens from "virtual:antd-tokens";
import { palette, type Shade } from "./tokens";

export { createTheme, getComputedToken, Keyframes, StyleContext, token2CSSVar, unit } from "@ant-design/cssinjs";

/** A theme's numbers as Ant Design's code reads them: with variables in the place of colours, the name of the hash, and plain. */
type Known = readonly [object, string, object];

const known = new Map<string, Known>();

/** The shade is told by its ground, and whether things move by the page. */
export function useCacheToken(_theme: unknown, [, asked]: readonly [unknown, { colorBgBase?: string; motion?: boolean }]): Known {
  const shade: Shade = asked.colorBgBase === palette.dark.ground ? "dark" : "light";
  const key = `${shade} ${asked.motion}`;
  const found = known.get(key);
  if (found) return found;
  const plain = { ...tokens[shade], motion: asked.motion ?? true };
  const made: Known = [plain, "", plain];
  known.set(key, made);
  return made;
}

export const useStyleRegister = (): void => {};
export const useCSSVarRegister = (): void => {};
