// Columns: those in use first, the chosen one beside the list.

import { PlusOutlined } from "@ant-design/icons";
import { useMemo } from "react";
import type { ColumnView } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { ListDetail } from "../../shared/ListDetail";
import { useMay } from "../../shared/me";
import { useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { ColumnForm } from "./ColumnForm";

export function ColumnsSection() {
  const t = useText("settings");
  const may = useMay("edit");
  const [url, setUrl] = useUrlState({ column: "" });
  const columns = useRead("list_columns", {});
  const departments = useRead("list_departments", {});
  const shown = useMemo<Column<ColumnView>[]>(
    () => [
      { key: "name", title: t("columns.name"), width: 160, grow: 2, value: (row) => row.name, render: (row) => <span className={row.active ? undefined : "quiet"}>{row.name}</span> },
      { key: "department", title: t("columns.department"), width: 130, grow: 1, render: (row) => departments.data?.find((one) => one.id === row.department)?.name },
      { key: "cadence", title: t("columns.cadence"), width: 130, render: (row) => (row.cadence_days === null ? <span className="quiet">{t("columns.cadence_none")}</span> : `${t("columns.cadence_each")} ${row.cadence_days} ${t("columns.cadence_days")}`) },
      { key: "episodes", title: t("columns.episodes"), width: 80, align: "end", value: (row) => row.episodes, render: (row) => row.episodes },
      { key: "active", title: t("columns.active"), width: 90, render: (row) => (row.active ? t("active") : t("inactive")) },
    ],
    [t, departments.data],
  );
  const chosen = columns.data?.find((row) => row.id === url.column);
  const add = may && <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ column: "new" })}>{t("columns.add")}</Button>;
  if (columns.error) return <ErrorNote error={columns.error} retry={() => void columns.refetch()} />;
  return (
    <>
      <div className="settings-bar"><span className="settings-bar-end">{add}</span></div>
      <div className="settings-list">
        <ListDetail
          list={
            <VirtualTable
              label={t("nav.columns")} rows={columns.data ?? []} rowKey={(row) => row.id} columns={shown} chosen={url.column} onChoose={(row) => setUrl({ column: row.id })}
              empty={columns.data && <EmptyState title={t("columns.empty_title")} text={t("columns.empty_text")} action={add} />}
            />
          }
          detail={chosen || url.column === "new" ? <ColumnForm key={chosen?.id ?? "new"} column={chosen ?? null} others={columns.data ?? []} onSaved={(column) => setUrl({ column })} /> : null}
          detailKey={url.column}
          detailTitle={chosen?.name ?? t("columns.add")}
          onClose={() => setUrl({ column: "" })}
        />
      </div>
    </>
  );
}
