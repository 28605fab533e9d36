// The styles of the Ant Design components that the pages use, made when the pages are built. Making them in the page, anew
// each time a screen is opened, took a third of every click. Knows no colour: those are CSS variables and stay the theme's.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createCache, extractStyle, StyleProvider } from "@ant-design/cssinjs";
import * as antd from "antd";
import type { ComponentType, ReactNode } from "react";
import { renderToString } from "react-dom/server";
import type { Plugin } from "vite";
import { antTheme, type Shade } from "../src/shared/tokens.ts";

/** What `main.tsx` imports. */
const NAME = "virtual:antd.css";
/** Vite knows a style sheet by the end of its name. */
const FILE = "/virtual-antd.css";

/** Components that others draw inside themselves, or that are called and not written: an empty list's picture, a message. */
const WITHIN = ["Empty", "Tooltip", "Popover", "message"];

const Panel = (made: unknown) => (made as { _InternalPanelDoNotUseOrYouWillBeFired: ComponentType<{ type?: string }> })._InternalPanelDoNotUseOrYouWillBeFired;

/** Components that draw nothing, or not everything, without being told more. */
const told: Record<string, () => ReactNode> = {
  Dropdown: () => <antd.Dropdown menu={{ items: [] }}><div /></antd.Dropdown>,
  Input: () => <><antd.Input /><antd.Input.TextArea /><antd.Input.Password /><antd.Input.Search /></>,
  Space: () => <><antd.Space /><antd.Space.Compact><antd.Button /></antd.Space.Compact></>,
  message: () => withPanel(antd.message),
  Modal: () => <><antd.Modal />{withPanel(antd.Modal)}{withPanel(antd.Modal, "confirm")}</>,
  ConfigProvider: () => null,
};

function withPanel(made: unknown, type?: string): ReactNode {
  const Made = Panel(made);
  return <Made {...(type ? { type } : {})} />;
}

function drawn(name: string): ReactNode {
  const Component = (antd as unknown as Record<string, ComponentType>)[name];
  if (!Component) throw new Error(`Ant Design has no ${name}`);
  return told[name]?.() ?? <Component />;
}

/** The names of the components that a source imports from antd; types and functions are left out. */
function imported(source: string): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from "antd"/g)].flatMap(([, names]) =>
    (names ?? "").split(",").map((name) => name.trim().replace(/ as .*/, "")).filter((name) => /^[A-Z]/.test(name)),
  );
}

function usedIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /(?<!\.test)\.tsx?$/.test(file));
  return files.flatMap((file) => imported(readFileSync(join(folder, file), "utf8")));
}

function stylesIn(shade: Shade, names: string[]): string {
  const cache = createCache();
  renderToString(
    <StyleProvider cache={cache}>
      <antd.ConfigProvider theme={{ ...antTheme(shade, true), zeroRuntime: false }}>
        {names.map((name) => <div key={name}>{drawn(name)}</div>)}
      </antd.ConfigProvider>
    </StyleProvider>,
  );
  return extractStyle(cache, { plain: true, types: "style" });
}

/** The style sheet of all components that sources in `folder` use. */
function styles(folder: string): string {
  const names = [...new Set([...usedIn(folder), ...WITHIN])].sort();
  const light = stylesIn("light", names);
  if (light !== stylesIn("dark", names)) throw new Error("a style of Ant Design is another in the dark: a colour in it is no variable");
  return light;
}

export function antdStyles(folder: string): Plugin {
  return {
    name: "antd-styles",
    resolveId: (id) => (id === NAME ? FILE : undefined),
    load: (id) => (id === FILE ? styles(folder) : undefined),
  };
}
