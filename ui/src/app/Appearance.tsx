// Language, light or dark, and motion: what a person chose on this computer, applied to the page and told to Ant Design.

import dayjs from "dayjs";
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { AntSettingContext, type AntLocale } from "../shared/antSetting";
import { paint, type Shade } from "../shared/tokens";
import { changeLanguage, currentLanguage, type Language } from "../text";

export type ShadeChoice = Shade | "system";

interface Appearance {
  shade: ShadeChoice;
  language: Language;
  setShade: (choice: ShadeChoice) => void;
  setLanguage: (language: Language) => void;
}

const AppearanceContext = createContext<Appearance | null>(null);

export function useAppearance(): Appearance {
  const appearance = use(AppearanceContext);
  if (!appearance) throw new Error("useAppearance outside of AppearanceProvider");
  return appearance;
}

const darkQuery = "(prefers-color-scheme: dark)";

export function readShadeChoice(): ShadeChoice {
  const kept = localStorage.getItem("shade");
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function resolveShade(choice: ShadeChoice): Shade {
  return choice === "system" ? (window.matchMedia(darkQuery).matches ? "dark" : "light") : choice;
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const change = () => setMatches(media.matches);
    media.addEventListener("change", change);
    return () => media.removeEventListener("change", change);
  }, [query]);
  return matches;
}

/** Loads a language's own chunk of Ant Design and dayjs; Chinese is what most start with. */
export async function loadLocale(language: Language): Promise<AntLocale> {
  if (language === "en") {
    dayjs.locale("en");
    return (await import("antd/locale/en_US")).default;
  }
  const [locale] = await Promise.all([import("antd/locale/zh_CN"), import("dayjs/locale/zh-cn")]);
  dayjs.locale("zh-cn");
  return locale.default;
}

/** Whatever is on screen, paper is white. */
function usePaperIsWhite(shade: Shade): void {
  useEffect(() => {
    const print = () => paint("light");
    const after = () => paint(shade);
    window.addEventListener("beforeprint", print);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", print);
      window.removeEventListener("afterprint", after);
    };
  }, [shade]);
}

export function AppearanceProvider({ locale: first, children }: { locale: AntLocale; children: ReactNode }) {
  const [choice, setChoice] = useState(readShadeChoice);
  const [language, setLanguageState] = useState(currentLanguage);
  const [locale, setLocale] = useState(first);
  const dark = useMedia(darkQuery);
  const motion = !useMedia("(prefers-reduced-motion: reduce)");
  const shade: Shade = choice === "system" ? (dark ? "dark" : "light") : choice;

  useEffect(() => paint(shade), [shade]);
  usePaperIsWhite(shade);

  const setShade = useCallback((next: ShadeChoice) => {
    localStorage.setItem("shade", next);
    setChoice(next);
  }, []);
  const setLanguage = useCallback((next: Language) => {
    void Promise.all([changeLanguage(next), loadLocale(next)]).then(([, loaded]) => {
      setLocale(loaded);
      setLanguageState(next);
    });
  }, []);

  const value = useMemo(() => ({ shade: choice, language, setShade, setLanguage }), [choice, language, setShade, setLanguage]);
  const setting = useMemo(() => ({ locale, shade, motion }), [locale, shade, motion]);
  return (
    <AppearanceContext value={value}>
      <AntSettingContext value={setting}>{children}</AntSettingContext>
    </AppearanceContext>
  );
}
