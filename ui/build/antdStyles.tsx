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

/** What is imported, and what stands for it: Vite knows a style sheet by the end of its name. */
const STYLES = { name: "virtual:antd.css", file: "/virtual-antd.css" };
/** The button's alone: our own (shared/Button.tsx) is drawn with them, from the first page on. */
const BUTTON = { name: "virtual:antd-button.css", file: "/virtual-antd-button.css" };
/** What the place of Ant Design's own style machine imports (shared/madeStyles.ts). */
const TOKENS = { name: "virtual:antd-tokens", file: "/virtual-antd-tokens.js" };
const MACHINE = "@ant-design/cssinjs";

/** Components that others draw inside themselves, or that are called and not written: an empty list's picture, a message. */
const WITHIN = ["Button", "Empty", "Tooltip", "Popover", "message"];

const Panel = (made: unknown) => (made as { _InternalPanelDoNotUseOrYouWillBeFired: ComponentType<{ type?: string }> })._InternalPanelDoNotUseOrYouWillBeFired;

/** Components that draw nothing, or not everything, without being told more. */
const told: Record<string, () => ReactNode> = {
  Dropdown: () => <antd.Dropdown menu={{ items: [] }}><div /></antd.Dropdown>,
  Input: () => <><antd.Input /><antd.Input.TextArea /><antd.Input.Password /><antd.Input.Search /></>,
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
  /** The variables of a shade and what they are. */
  variables: Map<string, string>;
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
  return { styles: text("style"), variables: variablesIn(text("token", "cssVar")), tokens };
}

/**
 * The variables that a sheet defines in the theme's name: each means the same wherever. Ant Design hangs them on every one of
 * its elements, some five hundred, and an engine then works them out for each; once for the page is enough.
 */
function variablesIn(sheet: string): Map<string, string> {
  const found = new Map<string, string>();
  const ours = [...sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, on]) => on?.includes(`.${VARIABLES}`));
  for (const [, name = "", value = ""] of ours.flatMap(([, , defined = ""]) => [...defined.matchAll(/(--[\w-]+):([^;]*)/g)])) {
    if ((found.get(name) ?? value) !== value) throw new Error(`${name} of Ant Design is ${value} in one place and ${found.get(name)} in another`);
    found.set(name, value);
  }
  return found;
}

type Shades = Record<Shade, Made>;

function made(names: string[]): Shades {
  const [light, dark] = [madeIn("light", names), madeIn("dark", names)];
  if (light.styles !== dark.styles) throw new Error("a style of Ant Design is another in the dark: a colour in it is no variable");
  return { light, dark };
}

const written = (variables: [string, string][]) => variables.map(([name, value]) => `${name}:${value}`).join(";");

/** What differs by night stands over what holds by day; a variable of `known` is left out. All of it yields to our own styles. */
function sheet({ light, dark }: Shades, known?: Shades): string {
  const day = [...light.variables].filter(([name]) => !known?.light.variables.has(name));
  const night = [...dark.variables].filter(([name, value]) => !known?.dark.variables.has(name) && light.variables.get(name) !== value);
  return `@layer antd {\n:root {${written(day)}}\n[data-shade="dark"] {${written(night)}}\n${light.styles}\n}`;
}

/** A file of Ant Design that makes styles: `antd/es/button/style/index.js`, not what they share. */
const MAKES_STYLES = /antd\/es\/(?!style\/)(.+\/)?style\/[^/]+\.js$/;
const NO_STYLE = "() => null";
const NAMES = `() => ["", ""]`;
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
  let once: { all: Shades; button: Shades } | undefined;
  const makeOnce = () => (once ??= { all: made([...new Set([...usedIn(folder), ...WITHIN])].sort()), button: made(["Button"]) });
  const ours = join(process.cwd(), folder, "shared/madeStyles.ts");
  const files: Record<string, () => string> = {
    [STYLES.file]: () => sheet(makeOnce().all, makeOnce().button),
    [BUTTON.file]: () => sheet(makeOnce().button),
    [TOKENS.file]: () => {
      const { light, dark } = makeOnce().all;
      return `export default JSON.parse(${JSON.stringify(JSON.stringify({ light: light.tokens, dark: dark.tokens }))});`;
    },
  };
  // In development Ant Design is whole, its machine runs, and tests see what it makes.
  let building = false;
  return {
    name: "antd-styles",
    enforce: "pre",
    configResolved: ({ command }) => {
      building = command === "build";
    },
    resolveId(id, importer) {
      const asked = [STYLES, BUTTON, TOKENS].find(({ name }) => name === id);
      if (asked) return asked.file;
      return building && id === MACHINE && importer?.includes("node_modules") ? ours : undefined;
    },
    load(id) {
      return building && MAKES_STYLES.test(id) ? withoutStyles(readFileSync(id, "utf8")) : files[id]?.();
    },
  };
}
