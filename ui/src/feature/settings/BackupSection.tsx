// Backups: the list, one more now, back to one of them, and the check of everything.

import { Modal } from "antd";
import { useMemo, useState } from "react";
import type { BackupView } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { sayDone } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { Verified } from "./Verified";

const size = (bytes: number) => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

export function BackupSection() {
  const t = useText("settings");
  const shared = useText("shared");
  const [asked, setAsked] = useState<BackupView | null>(null);
  const [checking, setChecking] = useState(false);
  const backups = useRead("list_backups", {});
  const verified = useRead("verify_studio", {}, { enabled: checking });
  const make = useWrite("make_backup", { onDone: () => sayDone(t("backup.made")) });
  const restore = useWrite("restore_backup", {
    onError: () => true,
    onDone: () => {
      sayDone(t("backup.restored"));
      setAsked(null);
      setChecking(false);
    },
  });
  const columns = useMemo<Column<BackupView>[]>(
    () => [
      { key: "at", title: t("backup.at"), width: 170, render: (row) => <DayText value={row.taken_at} withTime near /> },
      { key: "name", title: t("backup.name"), width: 220, grow: 1, render: (row) => row.name },
      { key: "size", title: t("backup.size"), width: 100, align: "end", render: (row) => size(row.size) },
      {
        key: "restore", title: "", width: 120,
        render: (row) => (
          <Button type="link" size="small" onClick={() => {
            restore.reset();
            setAsked(row);
          }}>
            {t("backup.restore")}
          </Button>
        ),
      },
    ],
    [t, restore],
  );
  if (backups.error) return <ErrorNote error={backups.error} retry={() => void backups.refetch()} />;
  return (
    <>
      <p className="settings-note">{t("backup.intro")}</p>
      <div className="settings-bar">
        <Button type="primary" loading={make.isPending} onClick={() => make.mutate({})}>{t("backup.make")}</Button>
        <Button loading={verified.isFetching} onClick={() => (checking ? void verified.refetch() : setChecking(true))}>{t("backup.verify")}</Button>
      </div>
      {verified.error && <ErrorNote error={verified.error} />}
      {verified.data && !verified.isFetching && <Verified view={verified.data} />}
      <VirtualTable label={t("nav.backup")} rows={backups.data ?? []} rowKey={(row) => row.name} columns={columns} empty={backups.data && <EmptyState title={t("backup.none")} />} />
      <Modal
        open={asked !== null}
        title={t("backup.restore_title")}
        okText={t("backup.restore")}
        cancelText={shared("cancel")}
        okButtonProps={{ danger: true }}
        confirmLoading={restore.isPending}
        onOk={() => asked && restore.mutate({ name: asked.name })}
        onCancel={() => setAsked(null)}
      >
        <p className="confirm-text"><strong>{asked && <DayText value={asked.taken_at} withTime />}</strong> <span className="quiet">{asked?.name}</span></p>
        <p className="confirm-text">{t("backup.restore_text")}</p>
        {restore.error && <ErrorNote error={restore.error} />}
      </Modal>
    </>
  );
}
