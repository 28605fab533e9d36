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

async function wordsOf(language: Language): Promise<Record<string, Words<Texts[TextName]>>> {
  const words = (await load[language]()).default;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  return words;
}

export async function startText(language: Language = currentLanguage()): Promise<void> {
  const counting = { type: "postProcessor" as const, name: "counted", process: (words: string, _: unknown, params: { n?: unknown }) => (typeof words === "string" ? counted(words, params.n) : words) };
  // Given at once and as they are: what is added later is copied word by word.
  const resources = { [language]: await wordsOf(language) };
  await i18next.use(counting).init({
    lng: language,
    fallbackLng: false,
    resources,
    defaultNS: "shared",
    interpolation: { escapeValue: false },
    returnNull: false,
    postProcess: ["counted"],
  });
}

export async function changeLanguage(language: Language): Promise<void> {
  const words = await wordsOf(language);
  for (const [name, texts] of Object.entries(words)) i18next.addResourceBundle(language, name, texts);
  localStorage.setItem("language", language);
  await i18next.changeLanguage(language);
}

type Translate<N extends TextName> = TFunction<N>;

type AnyWords = (key: string, params?: object) => string;

// A row of a table asks for words several times: one function a file and language, instead of a hook's worth of work each time.
const translates = new Map<string, unknown>();

/** The words of a file in a language. What has no parameters is looked up once: a page asks for a thousand words. */
function translate(language: string, name: TextName): AnyWords {
  const look = i18next.getFixedT(language, name) as unknown as AnyWords;
  const known = new Map<string, string>();
  return (key, params) => {
    if (params) return look(key, params);
    const words = known.get(key) ?? look(key);
    known.set(key, words);
    return words;
  };
}

function onLanguage(listener: () => void): () => void {
  i18next.on("languageChanged", listener);
  return () => i18next.off("languageChanged", listener);
}

/** The language of the page. */
export const useLanguage = (): string => useSyncExternalStore(onLanguage, () => i18next.language);

/** The words of one file: `const t = useText("topics"); t("title")`. */
export function useText<N extends TextName>(name: N): Translate<N> {
  const language = useLanguage();
  const key = `${language} ${name}`;
  if (!translates.has(key)) translates.set(key, translate(language, name));
  return translates.get(key) as Translate<N>;
}
