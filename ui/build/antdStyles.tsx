// The styles of the Ant Design components that the pages use, their CSS variables by day and by night, and the numbers that
// their code reads of a theme: made when the pages are built. Making them in the page, anew each time a screen is opened,
// took most of every click, and a good part of the start. Knows no colour: those are `tokens.ts`'s.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createCache, extractStyle, StyleProvider } from "@ant-design/cssinjs";
import * as antd from "antd";
import type { ComponentType, ReactNode } from "react";
import { renderToString } from "react-dom/server";
import type { Plugin } from "vite";
import { fullTheme, VARIABLES, type Shade } from "../src/shared/tokens.ts";

/** What `main.tsx` imports, and what stands for it: Vite knows a style sheet by the end of its name. */
const STYLES = { name: "virtual:antd.css", file: "/virtual-antd.css" };
/** What the place of Ant Design's own style machine imports (shared/madeStyles.ts). */
const TOKENS = { name: "virtual:antd-tokens", file: "/virtual-antd-tokens.js" };
const MACHINE = "@ant-design/cssinjs";

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

interface Made {
  /** The same in every shade: what is coloured in them are variables. */
  styles: string;
  /** The variables of a shade. */
  variables: string;
  /** The numbers and colours that code reads. */
  tokens: Record<string, unknown>;
}

function madeIn(shade: Shade, names: string[]): Made {
  const cache = createCache();
  renderToString(
    <StyleProvider cache={cache}>
      <antd.ConfigProvider theme={{ ...fullTheme(shade), zeroRuntime: false }}>
        {names.map((name) => <div key={name}>{drawn(name)}</div>)}
      </antd.ConfigProvider>
    </StyleProvider>,
  );
  type Kind = "style" | "token" | "cssVar";
  const text = (...types: Kind[]) => extractStyle(cache, { plain: true, types }).replace(/\.data-ant-cssinjs-cache-path\{[^}]*\}/, "");
  const held = [...cache.cache].find(([key]) => key.startsWith("token%"))?.[1] as [number, unknown[]] | undefined;
  const tokens = held?.[1][2] as Record<string, unknown> | undefined;
  if (!tokens) throw new Error("Ant Design keeps its theme somewhere else now");
  return { styles: text("style"), variables: text("token", "cssVar"), tokens };
}

/** Of all components that sources in `folder` use. */
function made(folder: string): Record<Shade, Made> {
  const names = [...new Set([...usedIn(folder), ...WITHIN])].sort();
  const [light, dark] = [madeIn("light", names), madeIn("dark", names)];
  if (light.styles !== dark.styles) throw new Error("a style of Ant Design is another in the dark: a colour in it is no variable");
  return { light, dark };
}

/** What differs by night stands over what holds by day. */
function sheet({ light, dark }: Record<Shade, Made>): string {
  return `${light.variables}\n[data-shade="dark"] {${dark.variables}}\n${light.styles}`;
}

/** A file of Ant Design that makes styles: `antd/es/button/style/index.js`, not what they share. */
const MAKES_STYLES = /antd\/es\/(?!style\/)(.+\/)?style\/[^/]+\.js$/;
const NO_STYLE = "() => null";
const NAMES = `() => ["", ${JSON.stringify(VARIABLES)}]`;
const NO_RULES = "() => ({})";

/** What is left of such a file: hooks that answer the names of what was made. Null when others read values from it. */
function withoutStyles(source: string): string | null {
  const left: string[] = [];
  const makesComponent = (name: string) => new RegExp(`${name}\\s*=\\s*genSubStyleComponent`).test(source) || (name === "default" && /export default genSubStyleComponent/.test(source));
  const leave = (name: string): boolean => {
    const value = makesComponent(name) ? NO_STYLE : /^(default|use[A-Z])/.test(name) ? NAMES : /^(gen|prepare|init)[A-Z]/.test(name) ? NO_RULES : null;
    if (value !== null) left.push(name === "default" ? `export default ${value};` : `export const ${name} = ${value};`);
    return value !== null;
  };
  const named = [...source.matchAll(/export (?:const|function) (\w+)/g)].map(([, name]) => name ?? "");
  const listed = [...source.matchAll(/export \{([^}]*)\}/g)].flatMap(([, names]) => (names ?? "").split(",").map((name) => name.trim().replace(/.* as /, ""))).filter(Boolean);
  const all = [...new Set([...named, ...listed, ...(source.includes("export default") ? ["default"] : [])])];
  return all.every(leave) ? left.join("\n") : null;
}

export function antdStyles(folder: string): Plugin {
  let once: Record<Shade, Made> | undefined;
  const all = () => (once ??= made(folder));
  const ours = join(process.cwd(), folder, "shared/madeStyles.ts");
  // In development Ant Design is whole, its machine runs, and tests see what it makes.
  let building = false;
  return {
    name: "antd-styles",
    enforce: "pre",
    configResolved: ({ command }) => {
      building = command === "build";
    },
    resolveId(id, importer) {
      if (id === STYLES.name) return STYLES.file;
      if (id === TOKENS.name) return TOKENS.file;
      return building && id === MACHINE && importer?.includes("node_modules") ? ours : undefined;
    },
    load(id) {
      if (building && MAKES_STYLES.test(id)) return withoutStyles(readFileSync(id, "utf8"));
      if (id === STYLES.file) return sheet(all());
      if (id !== TOKENS.file) return undefined;
      const tokens = { light: all().light.tokens, dark: all().dark.tokens };
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(tokens))});`;
    },
  };
}
