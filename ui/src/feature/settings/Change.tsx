// A row of the audit in words: each field with what was there and what came; the raw text below for whoever needs it.

import { useCallback } from "react";
import type { AuditRowView } from "../../generated/types";
import { useChannelName } from "../../shared/platforms";
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
      <p className="quiet"><DayText value={row.at} withTime /> · {row.person_name ?? t("system")}</p>
      {fields.length === 0 && <p className="quiet">{t("no_field")}</p>}
      <dl className="audit-fields">
        {fields.map(({ path, before, after }) => (
          <div key={path}>
            <dt>{path === "" ? t("value") : name(path)}</dt>
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

/** What ids are called. */
function useNames(): (id: string) => string | undefined {
  const people = useRead("list_people", { on: null, with_left: true }).data;
  const columns = useRead("list_columns", {}).data;
  const channels = useRead("list_channels", {}).data;
  const departments = useRead("list_departments", {}).data;
  const channelName = useChannelName();
  return useCallback(
    (id) => {
      const named: readonly { id: string; name: string }[] = [...(people ?? []), ...(columns ?? []), ...(departments ?? [])];
      return named.find((one) => one.id === id)?.name ?? (channelName(channels?.find((one) => one.id === id)) || undefined);
    },
    [people, columns, channels, departments, channelName],
  );
}

function pretty(json: string | null): string | null {
  const value: Json | undefined = parsed(json);
  return value === undefined ? null : typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
