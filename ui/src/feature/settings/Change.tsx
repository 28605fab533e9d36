// A row of the audit in words: each field with what was there and what came; the raw text below for whoever needs it.

import { useCallback } from "react";
import type { AuditRowView } from "../../generated/types";
import { useChannelName } from "../../shared/platforms";
import { Link } from "../../shared/route";
import { useRead } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";
import { changedFields, parsed, type Json } from "./change";
import { useValueWords } from "./useValueWords";

export function Change({ row }: { row: AuditRowView }) {
  const t = useText("audit");
  const value = useValueWords(row, useNames());
  const names = t("field", { returnObjects: true }) as Record<string, string>;
  // Who and when stand above already.
  const known: unknown[] = [row.person, row.at];
  const fields = changedFields(row.before, row.after).filter((one) => one.before !== undefined || !known.includes(one.after));
  const name = (path: string) => names[path] ?? names[path.slice(path.lastIndexOf(".") + 1)] ?? path;
  return (
    <>
      <p className="audit-head">
        <span className="quiet"><DayText value={row.at} withTime /> · {row.person_name ?? t("system")}</span> <Subject row={row} />
      </p>
      {fields.length === 0 && <p className="quiet">{t("no_field")}</p>}
      <dl className="audit-fields">
        {fields.map(({ path, before, after }) => (
          <div key={path}>
            <dt>{path === "" ? (names[row.operation] ?? t("value")) : name(path)}</dt>
            <dd>
              {before !== undefined && row.after !== null && <><del>{value(path, before)}</del> <span aria-label={t("became")}>→</span> </>}
              {before !== undefined && row.after === null ? <del>{value(path, before)}</del> : <ins>{value(path, after)}</ins>}
            </dd>
          </div>
        ))}
      </dl>
      <details className="audit-raw">
        <summary>{t("raw")}</summary>
        <h3>{t("before")}</h3>
        <pre className="audit-json">{pretty(row.before) ?? t("nothing")}</pre>
        <h3>{t("after")}</h3>
        <pre className="audit-json">{pretty(row.after) ?? t("nothing")}</pre>
      </details>
    </>
  );
}

const pages: Partial<Record<string, (id: string) => { to: string; search?: Record<string, string> }>> = {
  review: (id) => ({ to: `/review/${id}` }),
  topic: (id) => ({ to: "/topics", search: { topic: id } }),
  person: (id) => ({ to: `/people/${id}` }),
  publication: (id) => ({ to: "/schedule", search: { slot: id } }),
  column: (id) => ({ to: "/settings/columns", search: { column: id } }),
  channel: (id) => ({ to: "/settings/channels", search: { channel: id } }),
  account: (id) => ({ to: "/settings/accounts", search: { account: id } }),
};
for (const of of ["episode", "script", "production", "final_cut", "case_names"]) pages[of] = (id) => ({ to: `/episodes/${id}` });

/** What the row is about: its name where the row tells it, and the way to its page. */
function Subject({ row }: { row: AuditRowView }) {
  const t = useText("audit");
  const page = pages[row.subject]?.(row.subject_id);
  const told = parsed(row.after) ?? parsed(row.before);
  const title = typeof told === "object" && told !== null && !Array.isArray(told) ? (told["title"] ?? told["name"]) : null;
  const name = typeof title === "string" && title !== "" ? title : null;
  if (!page) return name && <strong>{name}</strong>;
  return <Link to={page.to} search={page.search ?? {}}>{name ?? t("open")}</Link>;
}

/** What ids and keys of stages are called. */
function useNames(): (id: string) => string | undefined {
  const people = useRead("list_people", { on: null, with_left: true }).data;
  const columns = useRead("list_columns", {}).data;
  const channels = useRead("list_channels", {}).data;
  const departments = useRead("list_departments", {}).data;
  const [script, cut] = [useRead("review_template", { subject: "script" }).data, useRead("review_template", { subject: "final_cut" }).data];
  const channelName = useChannelName();
  return useCallback(
    (id) => {
      const named: readonly { id: string; name: string }[] = [...(people ?? []), ...(columns ?? []), ...(departments ?? [])];
      const stages = [...(script?.template.stages ?? []), ...(cut?.template.stages ?? [])];
      return named.find((one) => one.id === id)?.name ?? stages.find((one) => one.key === id)?.name ?? (channelName(channels?.find((one) => one.id === id)) || undefined);
    },
    [people, columns, channels, departments, script, cut, channelName],
  );
}

function pretty(json: string | null): string | null {
  const value: Json | undefined = parsed(json);
  return value === undefined ? null : typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
