// The front end's rules about itself: who may import whom, and where a colour may stand.

import { expect, test } from "vitest";

const files = import.meta.glob<string>("./**/*.{ts,tsx,css}", { query: "?raw", import: "default", eager: true });

const breaches = (allowed: (path: string) => boolean, pattern: RegExp) =>
  Object.entries(files)
    .filter(([path]) => !allowed(path) && !path.includes(".test.") && !path.startsWith("./generated/"))
    .flatMap(([path, text]) => [...text.matchAll(pattern)].map((found) => `${path}: ${found[0]}`));

test("only host/ imports Tauri", () => {
  expect(breaches((path) => path.startsWith("./host/"), /@tauri-apps\/[\w-]+/g)).toEqual([]);
});

test("a feature imports no other feature and not the app; shared imports neither", () => {
  const area = (path: string) => /^\/(feature\/[^/]+|[^/]+)/.exec(path)?.[1] ?? "";
  const wrong = Object.entries(files).flatMap(([path, text]) => {
    const from = area(path.slice(1));
    if (!/^(feature\/|shared)/.test(from)) return [];
    return [...text.matchAll(/(?:from|import)\s*\(?"(\.[^"]+)"/g)]
      .map((found) => area(new URL(found[1] ?? "", `http://ui${path.slice(1)}`).pathname))
      .filter((to) => to === "app" || (to.startsWith("feature/") && to !== from))
      .map((to) => `${path} imports ${to}`);
  });
  expect(wrong).toEqual([]);
});

test("colours stand in tokens.ts alone", () => {
  expect(breaches((path) => path === "./shared/tokens.ts", /#[0-9a-f]{6}\b|#[0-9a-f]{3}\b(?=[;"' ])|\brgba?\(|\bhsla?\(/gi)).toEqual([]);
});

test("code for later comes by late(): React's lazy holds it back", () => {
  expect(breaches(() => false, /\blazy\(/g)).toEqual([]);
});

test("an underline's style and colour are written apart: WebKit reads more than a line in one as none", () => {
  expect(breaches((path) => !path.endsWith(".css"), /text-decoration:[^;}]*(?:wavy|double|dashed|dotted|var\()[^;}]*/g)).toEqual([]);
});
