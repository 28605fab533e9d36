// What Ant Design's components need around them and beside them: language, theme, and their styles. It comes with the first
// screen that is drawn with them (late.tsx); a start has none on it.

import { ConfigProvider } from "antd";
import { createContext, use, useMemo, type ReactNode } from "react";
import { AntSettingContext } from "./antSetting";
import { antTheme } from "./tokens";
import "virtual:antd.css";

const Inside = createContext(false);

/** Around what is drawn with Ant Design; within another it adds nothing. */
export function AntDesign({ children }: { children: ReactNode }) {
  const inside = use(Inside);
  return inside ? children : <Told>{children}</Told>;
}

function Told({ children }: { children: ReactNode }) {
  const setting = use(AntSettingContext);
  if (!setting) throw new Error("AntDesign outside of AppearanceProvider");
  const { locale, shade, motion } = setting;
  const theme = useMemo(() => antTheme(shade, motion), [shade, motion]);
  return (
    <Inside value>
      <ConfigProvider locale={locale} theme={theme} button={{ autoInsertSpace: false }}>{children}</ConfigProvider>
    </Inside>
  );
}
