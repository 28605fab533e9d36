// What Ant Design's components are to be told (AntDesign.tsx): language, light or dark, whether things move.

import { createContext, use } from "react";
import type { Shade } from "./tokens";

export type AntLocale = (typeof import("antd/locale/zh_CN"))["default"];

export interface AntSetting {
  locale: AntLocale;
  shade: Shade;
  motion: boolean;
}

export const AntSettingContext = createContext<AntSetting | null>(null);

/** Which palette is on screen, for what paints on a canvas and cannot read CSS variables. */
export const useShade = (): Shade => use(AntSettingContext)?.shade ?? "light";
