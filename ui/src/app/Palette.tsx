// Ctrl+K: search over everything, places to go, commands. Everything by keyboard.

import { Modal } from "antd";
import { useDeferredValue, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { SearchHit } from "../generated/operations";
import type { Place } from "../shared/place";
import { useArticleName } from "../shared/proof/words";
import { go } from "../shared/route";
import { useRead } from "../shared/studio";
import { useText } from "../text";
import { useAppearance } from "./Appearance";
import { useNames } from "./Frame";
import { places } from "./navigation";

interface Entry {
  id: string;
  group: string;
  title: string;
  detail?: string | undefined;
  icon?: ReactNode;
  act: () => void;
}

export function Palette({ onClose }: { onClose: () => void }) {
  const t = useText("app");
  const listId = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { entries, searching } = useEntries(text, onClose);
  const chosen = Math.min(at, Math.max(entries.length - 1, 0));

  const move = (to: number) => {
    const next = (to + entries.length) % Math.max(entries.length, 1);
    setAt(next);
    list.current?.querySelector(`[data-at="${next}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(chosen + 1);
    else if (event.key === "ArrowUp") move(chosen - 1);
    else if (event.key === "Enter") entries[chosen]?.act();
    else return;
    event.preventDefault();
  };
  return (
    <Modal open onCancel={onClose} footer={null} closable={false} width={620} className="palette" title={null} style={{ top: "12vh" }} aria-label={t("search")}>
      <input
        className="palette-input"
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={keys}
        placeholder={t("palette.placeholder")}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={entries[chosen] ? `${listId}-${chosen}` : undefined}
        aria-label={t("search")}
        spellCheck={false}
      />
      <div className="palette-list" id={listId} role="listbox" aria-label={t("search")} ref={list}>
        {entries.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {entries[index - 1]?.group !== entry.group && <div className="palette-group" role="presentation">{entry.group}</div>}
            <div
              id={`${listId}-${index}`}
              data-at={index}
              className="palette-entry"
              role="option"
              aria-selected={index === chosen}
              onMouseMove={() => setAt(index)}
              onClick={entry.act}
            >
              <span className="palette-icon" aria-hidden="true">{entry.icon}</span>
              <span className="palette-title">{entry.title}</span>
              {entry.detail && <span className="palette-detail">{entry.detail}</span>}
            </div>
          </div>
        ))}
        {entries.length === 0 && (
          <p className="palette-none" role="status">{searching ? t("palette.searching") : t("palette.none", { text })}</p>
        )}
      </div>
      <div className="palette-hint">{t("palette.hint")}</div>
    </Modal>
  );
}

function useEntries(typed: string, onClose: () => void): { entries: Entry[]; searching: boolean } {
  const t = useText("app");
  const names = useNames();
  const { setShade, setLanguage } = useAppearance();
  const text = useDeferredValue(typed.trim());
  // One Chinese character finds half of everything; one Latin letter is the start of initials.
  const enough = text.length >= 2 || /^[\u4e00-\u9fff]$/.test(text);
  const found = useRead("search", { text, limit: 30 }, { enabled: enough });
  // An article is asked for by a law's name or a number; every single word stands in some law.
  const lawful = text.length >= 3 && /[法典例释规则条]|\d/.test(text);
  const laws = useRead("search_laws", { query: text, on: null }, { enabled: lawful });
  const articleName = useArticleName();
  const doing = (act: () => void) => () => {
    onClose();
    act();
  };

  const commands: (Entry & { words: string })[] = [
    ...places.map((place) => ({
      id: `go-${place.name}`,
      group: t("palette.go"),
      title: names[place.name],
      icon: place.icon,
      words: `${names[place.name]} ${place.name} ${place.initials}`,
      act: doing(() => go({ to: place.to })),
    })),
    ...(["cited", "import"] as const).map((tab) => ({
      id: `laws-${tab}`,
      group: t("palette.commands"),
      title: `${names.laws}: ${t(`palette.laws_${tab}`)}`,
      words: `${names.laws} ${t(`palette.laws_${tab}`)} laws ${tab} fg`,
      act: doing(() => go({ to: "/laws", search: { tab } })),
    })),
    {
      id: "wording",
      group: t("palette.commands"),
      title: t("palette.wording"),
      words: `${t("palette.wording")} wording rules yygz`,
      act: doing(() => go({ to: "/settings/$section", params: { section: "wording" } })),
    },
    ...(["light", "dark", "system"] as const).map((shade) => ({
      id: `shade-${shade}`,
      group: t("palette.commands"),
      title: `${t("shade")}: ${t(`shade_${shade}`)}`,
      words: `${t("shade")} ${t(`shade_${shade}`)} ${shade} theme wg`,
      act: doing(() => setShade(shade)),
    })),
    ...(["zh", "en"] as const).map((language) => ({
      id: `language-${language}`,
      group: t("palette.commands"),
      title: `${t("language")}: ${language === "zh" ? "中文" : "English"}`,
      words: `${t("language")} ${language} chinese english language yy`,
      act: doing(() => setLanguage(language)),
    })),
  ].filter((entry) => text === "" || entry.words.toLowerCase().includes(text.toLowerCase()));

  const hits: Entry[] = enough && !found.isPending ? (found.data?.hits ?? []).map((hit) => ({
    id: `hit-${hit.kind}-${hit.id}`,
    group: t("palette.results"),
    title: hit.title,
    detail: [kindWord(t, hit.kind), hit.detail].filter(Boolean).join(" · "),
    act: doing(() => go(addressOf(hit))),
  })) : [];
  const articles: Entry[] = lawful && !laws.isPending ? (laws.data ?? []).filter((hit) => hit.in_force).slice(0, 6).map((hit) => ({
    id: `law-${hit.title}-${hit.no.article}-${hit.no.sub}`,
    group: t("palette.articles"),
    title: `《${hit.title}》${articleName(hit.no)}`,
    detail: `${hit.excerpt.slice(0, 18)}…`,
    act: doing(() => go({ to: "/laws", search: { law: hit.title, at: `${hit.no.article}-${hit.no.sub}` } })),
  })) : [];
  // Who types a place's own initials or name wants to go there; otherwise what was found comes first.
  const exact = commands.filter((entry) => entry.words.toLowerCase().split(" ").includes(text.toLowerCase()));
  const others = commands.filter((entry) => !exact.includes(entry));
  return { entries: [...exact, ...hits, ...articles, ...others], searching: enough && found.isFetching };
}

const kinds = ["topic", "episode", "script", "review", "person", "column", "channel", "publication", "unit"] as const;

function kindWord(t: ReturnType<typeof useText<"app">>, kind: string): string {
  const known = kinds.find((one) => one === kind);
  return t(`kinds.${known ?? "other"}`);
}

/** Where a hit opens: at the place where the work on it is. */
export function addressOf(hit: SearchHit): Place {
  switch (hit.kind) {
    case "topic":
      return { to: "/topics", search: { topic: hit.id } };
    case "person":
      return { to: "/people/$id", params: { id: hit.id } };
    case "column":
      return { to: "/episodes", search: { column: hit.id } };
    case "script":
      return { to: "/episodes/$id/script", params: { id: hit.id } };
    case "episode":
      return { to: "/episodes/$id", params: { id: hit.id } };
  }
}
