// What a finding is called: its group, its weight, its sentence in the language on screen, and the names of articles.

import { useCallback } from "react";
import type { CheckGroup, ProofFinding, TextPlace } from "../../generated/operations";
import { useLanguage, useText } from "../../text";
import type { Tone } from "../states";

/** `stop` cannot be answered for by anybody; `error` shuts a gate; `warning` and `info` are to be looked at. */
export type FindingWeight = "stop" | "error" | "warning" | "info";

export const weights: readonly FindingWeight[] = ["stop", "error", "warning", "info"];

export const weightOf = (finding: ProofFinding): FindingWeight => (finding.hard_stop ? "stop" : finding.severity);

export const toneOfWeight: Record<FindingWeight, Tone> = { stop: "stop", error: "doubt", warning: "quiet", info: "quiet" };

/** The same parting as the domain's: by the first part of a rule's code. */
export function groupOf(rule: string): CheckGroup {
  const [head] = rule.split(".");
  if (head === "privacy") return "privacy";
  return ["law", "article", "paragraph", "item", "quote"].includes(head ?? "") ? "law" : "wording";
}

/** "{name}" is a param; what stands in "[..]" is left out when a param in it is empty. */
export function filled(template: string, params: Record<string, string>): string {
  const known = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].every(([, name]) => (params[name ?? ""] ?? "") !== "");
  return template
    .replace(/\[([^\]]*)\]/g, (_, inner: string) => (known(inner) ? inner : ""))
    .replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
}

/** The finding's sentence: the checker's own in Chinese, made of code and params in English. */
export function useFindingSentence(): (finding: ProofFinding) => string {
  const t = useText("findings");
  return useCallback(
    (finding) => {
      const say = (key: string) => String(t(key as "law_alias", { defaultValue: "" }));
      const group = finding.params["group"];
      const template = say(finding.rule.replaceAll(".", "_")) || (group === undefined ? "" : say(`wording_${group}`) || say("wording_other"));
      return template === "" ? finding.message : filled(template, { ...finding.params, message: finding.message });
    },
    [t],
  );
}

const digits = "零一二三四五六七八九";
const places = ["千", "百", "十", ""];

/** 133 as 一百三十三, as articles are counted; up to 9999. */
export function chineseNumber(n: number): string {
  const padded = String(n).padStart(4, "0");
  let out = "";
  for (const [at, place] of places.entries()) {
    const digit = Number(padded[at]);
    if (digit !== 0) out += (digits[digit] ?? "") + place;
    else if (out !== "" && !out.endsWith("零") && Number(padded.slice(at)) !== 0) out += "零";
  }
  return out.replace(/^一十/, "十") || "零";
}

/** Where a text stands: 第 4 镜 台词, 法律依据, 标题. */
export function usePlaceName(): (place: TextPlace) => string {
  const t = useText("proof");
  return useCallback(
    (place) => {
      const field = t(`field.${place.field ?? place.key.replace("copy.", "")}` as "field.line", { defaultValue: place.key });
      return place.shot === null ? field : `${t("review.shot", { code: place.code })} ${field}`;
    },
    [t],
  );
}

/** 三 or 3, as the language on screen counts paragraphs. */
export function useNumeral(): (n: number) => string {
  const language = useLanguage();
  return useCallback((n) => (language === "zh" ? chineseNumber(n) : String(n)), [language]);
}

/** 第一百三十三条之一, Article 133-1. */
export function useArticleName(): (no: { article: number; sub: number }) => string {
  const language = useLanguage();
  return useCallback(
    ({ article, sub }) =>
      language === "zh"
        ? `第${chineseNumber(article)}条${sub > 0 ? `之${chineseNumber(sub)}` : ""}`
        : `Article ${article}${sub > 0 ? `-${sub}` : ""}`,
    [language],
  );
}
