// The words on the screen: Chinese is the source, English must have the same keys (the type says so).
// One file per feature and language; a language is one chunk, loaded when somebody speaks it.

import i18next, { type TFunction } from "i18next";
import { useSyncExternalStore } from "react";
import type zh from "./zh";

export type Language = "zh" | "en";
export type Texts = typeof zh;
export type TextName = keyof Texts;

/** The keys of `T` with any words: what a translation of `T` must look like. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shared";
    resources: Texts;
  }
}

/** "{{n}} [[person|people]]": what a language says of one thing, and of several. */
export const counted = (words: string, n: unknown): string => words.replace(/\[\[([^|\]]*)\|([^\]]*)\]\]/g, (_, one: string, many: string) => (Number(n) === 1 ? one : many));

const load = { zh: () => import("./zh"), en: () => import("./en") };

export function currentLanguage(): Language {
  const kept = localStorage.getItem("language");
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh";
}

async function wordsOf(language: Language): Promise<AllWords> {
  const words = (await load[language]()).default;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  return words;
}

type AllWords = Record<string, Words<Texts[TextName]>>;

/** The languages that were loaded, the one on the page, and who wants to hear of another. */
const spoken = { words: new Map<string, AllWords>(), language: "zh", listeners: new Set<() => void>() };

/** Loads a language and speaks it from then on. */
async function speak(language: Language): Promise<void> {
  const words = await wordsOf(language);
  spoken.words.set(language, words);
  if (begun) {
    for (const [name, texts] of Object.entries(words)) i18next.addResourceBundle(language, name, texts);
    await i18next.changeLanguage(language);
  }
  spoken.language = language;
  spoken.listeners.forEach((listener) => listener());
}

export const startText = (language: Language = currentLanguage()): Promise<void> => speak(language);

export async function changeLanguage(language: Language): Promise<void> {
  await speak(language);
  localStorage.setItem("language", language);
}

let begun = false;

/** i18next, for words that something is put into or that are chosen by a number. It begins when the first of them is said. */
export function engine(): typeof i18next {
  if (begun) return i18next;
  begun = true;
  const counting = { type: "postProcessor" as const, name: "counted", process: (words: string, _: unknown, params: { n?: unknown }) => (typeof words === "string" ? counted(words, params.n) : words) };
  void i18next.use(counting).init({
    initAsync: false,
    lng: spoken.language,
    fallbackLng: false,
    // Given as they are: what is added later is copied word by word.
    resources: Object.fromEntries(spoken.words),
    defaultNS: "shared",
    interpolation: { escapeValue: false },
    returnNull: false,
    postProcess: ["counted"],
  });
  return i18next;
}

type Translate<N extends TextName> = TFunction<N>;

type AnyWords = (key: string, params?: object) => string;

// A row of a table asks for words several times: one function a file and language, instead of a hook's worth of work each time.
const translates = new Map<string, unknown>();

/** Words that say all there is to say: with nothing to put in, and nothing to choose by a number. */
const PLAIN = /^(?!.*(\{\{|\[\[|\$t\()).*$/s;

/** The words under a key such as `filter.search`, where they are plain; else i18next is asked. */
function plainWords(language: string, name: TextName, key: string): string | null {
  let found: unknown = spoken.words.get(language)?.[name];
  for (const part of key.split(".")) found = (found as Record<string, unknown> | undefined)?.[part];
  return typeof found === "string" && PLAIN.test(found) ? found : null;
}

/** The words of a file in a language. What has no parameters is looked up once: a page asks for a thousand words. */
function translate(language: string, name: TextName): AnyWords {
  let fixed: AnyWords | undefined;
  const look: AnyWords = (key, params) => (fixed ??= engine().getFixedT(language, name) as unknown as AnyWords)(key, params);
  const known = new Map<string, string>();
  return (key, params) => {
    if (params) return look(key, params);
    const words = known.get(key) ?? plainWords(language, name, key) ?? look(key);
    known.set(key, words);
    return words;
  };
}

function onLanguage(listener: () => void): () => void {
  spoken.listeners.add(listener);
  return () => spoken.listeners.delete(listener);
}

/** The language of the page. */
export const useLanguage = (): string => useSyncExternalStore(onLanguage, () => spoken.language);

/** The words of one file: `const t = useText("topics"); t("title")`. */
export function useText<N extends TextName>(name: N): Translate<N> {
  const language = useLanguage();
  const key = `${language} ${name}`;
  if (!translates.has(key)) translates.set(key, translate(language, name));
  return translates.get(key) as Translate<N>;
}
