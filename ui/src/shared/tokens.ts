// Colours and measures, once. Ant Design takes them through `antTheme`, our own CSS through the variables
// that `paint` writes. A colour literal anywhere else fails boundaries.test.ts.

import { theme as ant, type ThemeConfig } from "antd";

export type Shade = "light" | "dark";

export const palette = {
  light: {
    ink: "#1b2430", "ink-soft": "#526071", ground: "#ffffff", rail: "#f5f7fa", raised: "#ffffff",
    line: "#dfe4ea", edge: "#bcc6d1", hover: "#eef2f7", chosen: "#e6edf8", blue: "#1d4e9e", "on-blue": "#ffffff", red: "#c8312b", amber: "#b7791f",
    "amber-ink": "#8a5a12", green: "#2f7d4f", "red-wash": "#fbeceb", "amber-wash": "#fbf3e3", "green-wash": "#e8f3ec",
    "blue-wash": "#e8eff9", veil: "rgb(27 36 48 / 45%)",
  },
  dark: {
    ink: "#e6eaf0", "ink-soft": "#9ba7b6", ground: "#14181f", rail: "#191e27", raised: "#1c222c",
    line: "#2d3541", edge: "#4a5565", hover: "#222935", chosen: "#22314a", blue: "#6ea0f5", "on-blue": "#0f1a2c", red: "#f0736d", amber: "#e0a94b",
    "amber-ink": "#e0a94b", green: "#6fbf8e", "red-wash": "#3a2022", "amber-wash": "#35291a", "green-wash": "#1b3025",
    "blue-wash": "#1d2b43", veil: "rgb(0 0 0 / 60%)",
  },
} as const satisfies Record<Shade, Record<string, string>>;

export type ColourName = keyof (typeof palette)["light"];

export const fontFamily =
  '"PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';

/** The colour itself, for what cannot read CSS variables (a canvas, an exported picture). */
export function colour(shade: Shade, name: ColourName): string {
  return palette[shade][name];
}

/** Writes the palette as CSS variables (--ink, --line, ..) onto the page. */
export function paint(shade: Shade): void {
  const root = document.documentElement;
  root.dataset["shade"] = shade;
  root.style.colorScheme = shade;
  root.style.setProperty("--font", fontFamily);
  for (const [name, value] of Object.entries(palette[shade])) root.style.setProperty(`--${name}`, value);
}

/** The class on which Ant Design hangs its variables. */
export const VARIABLES = "ant-vars";
/** In made styles a name stands without a hash. */
const made: ThemeConfig = { zeroRuntime: true, hashed: false, cssVar: { key: VARIABLES } };

/** The theme as the pages hand it on: which one it is. What it means was made when they were built; in development nothing is. */
export function antTheme(shade: Shade, motion: boolean): ThemeConfig {
  if (import.meta.env.PROD) return { ...made, token: { colorBgBase: palette[shade].ground, motion } };
  const full = fullTheme(shade);
  return { ...full, zeroRuntime: false, token: { ...full.token, motion } };
}

/** What the shades mean to Ant Design. */
export function fullTheme(shade: Shade): ThemeConfig {
  const c = palette[shade];
  return {
    ...made,
    algorithm: shade === "dark" ? ant.darkAlgorithm : ant.defaultAlgorithm,
    token: {
      colorPrimary: c.blue, colorInfo: c.blue, colorLink: c.blue, colorError: c.red, colorWarning: c.amber, colorSuccess: c.green,
      colorText: c.ink, colorTextSecondary: c["ink-soft"], colorTextDescription: c["ink-soft"], colorTextPlaceholder: c["ink-soft"],
      colorBgBase: c.ground, colorBgContainer: c.ground, colorBgElevated: c.raised, colorBgLayout: c.rail, colorBgMask: c.veil,
      controlItemBgActive: c.chosen, controlItemBgActiveHover: c.chosen, controlItemBgHover: c.hover,
      colorBorder: c.edge, colorBorderSecondary: c.line, colorSplit: c.line, colorTextLightSolid: c["on-blue"], colorBgSpotlight: c.ink,
      fontFamily, fontSize: 14, lineHeight: 1.6, borderRadius: 6, borderRadiusLG: 6, borderRadiusSM: 4, controlHeight: 34,
      motionDurationFast: "0.08s", motionDurationMid: "0.12s", motionDurationSlow: "0.15s",
      boxShadow: "none", boxShadowTertiary: "none",
      boxShadowSecondary: `0 0 0 1px ${c.line}, 0 6px 20px ${shade === "dark" ? "rgb(0 0 0 / 50%)" : "rgb(27 36 48 / 12%)"}`,
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
      Tabs: { horizontalItemPadding: "8px 0", titleFontSize: 14 },
    },
  };
}
