// Who changed what and when. The chosen row shows what was there before and what after.

import { Select } from "antd";
import { useMemo, useState } from "react";
import type { AuditRowView } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { ListDetail } from "../../shared/ListDetail";
import { usePages, useRead } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useUrlState } from "../../shared/url";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { Change } from "./Change";
import { Verified } from "./Verified";

export function AuditSection() {
  const t = useText("settings");
  const [url, setUrl] = useUrlState({ subject: "", by: "", row: "" });
  const people = useRead("list_people", { on: null, with_left: true });
  const pages = usePages("list_audit", { subject: url.subject || null, subject_id: null, person: url.by || null, limit: 100 });
  const [checking, setChecking] = useState(false);
  const verified = useRead("verify_studio", {}, { enabled: checking });
  const words = useMemo(() => ({ subjects: t("audit.subjects", { returnObjects: true }) as Record<string, string>, operations: t("audit.operations", { returnObjects: true }) as Record<string, string> }), [t]);
  const { subjects, operations } = words;
  const columns = useMemo<Column<AuditRowView>[]>(() => {
    const doors = t("audit.doors", { returnObjects: true }) as Record<string, string>;
    return [
      { key: "at", title: t("audit.at"), width: 150, render: (row) => <DayText value={row.at} withTime near /> },
      { key: "who", title: t("audit.who"), width: 110, render: (row) => row.person_name ?? t("audit.system") },
      { key: "on", title: t("audit.on"), width: 110, render: (row) => subjects[row.subject] ?? row.subject },
      { key: "what", title: t("audit.what"), width: 160, grow: 1, render: (row) => <span title={row.operation}>{operations[row.operation] ?? row.operation}</span> },
      { key: "door", title: t("audit.door"), width: 90, render: (row) => doors[row.door] ?? row.door },
    ];
  }, [t, subjects, operations]);
  const chosen = pages.rows.find((row) => `${row.seq}` === url.row);
  return (
    <>
      <p className="settings-note">{t("audit.intro")}</p>
      <div className="settings-bar">
        <Select className="settings-pick" aria-label={t("audit.on")} value={url.subject} options={[{ value: "", label: t("audit.all") }, ...Object.entries(subjects).map(([value, label]) => ({ value, label }))]} onChange={(subject) => setUrl({ subject })} />
        <Select className="settings-pick" aria-label={t("audit.who")} value={url.by} showSearch={{ optionFilterProp: "label" }} options={[{ value: "", label: t("audit.person") }, ...(people.data ?? []).map((one) => ({ value: one.id, label: one.name }))]} onChange={(by) => setUrl({ by })} />
        <Button className="settings-bar-end" loading={verified.isFetching} onClick={() => (checking ? void verified.refetch() : setChecking(true))}>{t("backup.verify")}</Button>
      </div>
      {verified.error && <ErrorNote error={verified.error} />}
      {verified.data && !verified.isFetching && <Verified view={verified.data} />}
      {pages.error ? (
        <ErrorNote error={pages.error} retry={pages.retry} />
      ) : (
        <div className="settings-list">
          <ListDetail
            list={<VirtualTable label={t("nav.audit")} rows={pages.rows} rowKey={(row) => `${row.seq}`} columns={columns} chosen={url.row} onChoose={(row) => setUrl({ row: `${row.seq}` })} onEnd={pages.more} reset={url.subject + url.by} empty={!pages.loading && <EmptyState title={t("audit.none")} />} />}
            detail={chosen ? <Change row={chosen} /> : null}
            detailKey={url.row}
            detailTitle={chosen && `${subjects[chosen.subject] ?? chosen.subject} · ${operations[chosen.operation] ?? chosen.operation}`}
            onClose={() => setUrl({ row: "" })}
          />
        </div>
      )}
    </>
  );
}
