// A value of the audit as people say it: states and kinds by their words, people by their names, moments as dates.

import type { ReactNode } from "react";
import type { AuditRowView } from "../../generated/types";
import { DayText } from "../../shared/time";
import { useText } from "../../text";
import type { Json } from "./change";

/** They hold the keys of a template's stages. */
const stageFields = new Set(["stage", "opens", "voided"]);
type Vocabulary = Record<string, string>;

const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);

/** By the field's name, and where one name means several things by the row's subject as well. */
function useVocabularies(subject: string): (field: string) => Vocabulary | undefined {
  const [settings, terms, production, review, topics] = [useText("settings"), useText("terms"), useText("production"), useText("review"), useText("topics")];
  const words = (list: unknown) => list as Vocabulary;
  const all = { returnObjects: true } as const;
  const states: Record<string, () => Vocabulary> = {
    publication: () => words(terms("publication", all)),
    topic: () => words(terms("topic", all)),
    review: () => words(review("state", all)),
    episode: () => words(terms("content", all)),
    account: () => ({ ...words(settings("role", all)), ...words(settings("accounts.reach", all)) }),
  };
  const kinds: Record<string, () => Vocabulary> = {
    department: () => words(settings("department_kind", all)),
    calendar_day: () => words(settings("day_kind", all)),
    unit: () => words(settings("unit_kind", all)),
  };
  const fields: Record<string, () => Vocabulary> = {
    content: () => words(terms("content", all)),
    format: () => words(terms("format", all)),
    degree: () => words(terms("degree", all)),
    platform: () => words(terms("platform", all)),
    result: () => words(terms("stage", all)),
    role: () => words(subject === "credit" ? terms("role", all) : settings("role", all)),
    craft: () => words(production("tasks.crafts", all)),
    ai_use: () => words(production("declare.ai_use", all)),
    minors: () => words(production("declare.minors_check", all)),
    source: () => words(topics("source", all)),
    obligation: () => words(settings("obligation", all)),
    mass_send: () => words(settings("mass_send", all)),
    category: () => words(settings("category", all)),
    categories: () => words(settings("category", all)),
    level: () => words(settings("level", all)),
    reach: () => words(settings("accounts.reach", all)),
    step: () => words(settings("audit.operations", all)),
    operation: () => words(settings("audit.operations", all)),
    case_stage: () => words(review("case_stage", all)),
    decision: () => ({ approve: review("log.approve"), send_back: review("log.send_back") }),
    changed: () => words(review("field", all)),
    subject: () => words(review("subject", all)),
  };
  return (field) => {
    if (["state", "from", "to", ""].includes(field)) return states[subject]?.();
    return field === "kind" ? kinds[subject]?.() : fields[field]?.();
  };
}

export function useValueWords({ subject }: AuditRowView, nameOf: (id: string) => string | undefined): (path: string, value: Json | undefined) => ReactNode {
  const t = useText("audit");
  const shared = useText("shared");
  const vocabulary = useVocabularies(subject);
  const own = t("word", { returnObjects: true }) as Vocabulary;
  const one = (field: string, value: Json): ReactNode => {
    if (value === null || value === "") return t("nothing");
    if (typeof value === "boolean") return shared(value ? "yes" : "no");
    if (typeof value === "number") {
      if (field === "at" || field.endsWith("_at")) return <DayText value={value} withTime />;
      if (field.endsWith("_ms")) return t("seconds", { n: value / 1000 });
      return field === "size" ? `${Math.ceil(value / 1000)} KB` : String(value);
    }
    if (typeof value !== "string") return Array.isArray(value) ? t("items", { n: value.length }) : t("items", { n: Object.keys(value).length });
    if (isId(value)) return nameOf(value) ?? t("number", { n: value.slice(-6) });
    if (isHash(value)) return t("checksum", { n: value.slice(0, 8) });
    if (stageFields.has(field)) return nameOf(value) ?? value;
    return vocabulary(field)?.[value] ?? own[value] ?? value.replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/, "$1 $2");
  };
  return (path, value) => {
    if (value === undefined) return t("nothing");
    const field = path.slice(path.lastIndexOf(".") + 1);
    if (!Array.isArray(value)) return one(field, value);
    if (value.length === 0) return t("nothing");
    // A list of things, or of ids that have no name, is counted; a list of words is read out.
    if (value.every((part) => (typeof part === "object" && part !== null) || (typeof part === "string" && isId(part) && !nameOf(part)))) return t("items", { n: value.length });
    return value.filter((part) => part !== null && part !== "").map((part, at) => <span key={at}>{at > 0 && t("comma")}{one(field, part)}</span>);
  };
}
