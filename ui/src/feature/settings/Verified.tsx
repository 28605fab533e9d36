// What a check of everything found: the audit's chain, the database, the files.

import type { VerifyView } from "../../generated/types";
import { StateTag } from "../../shared/StateTag";
import { useText } from "../../text";

export function Verified({ view }: { view: VerifyView }) {
  const t = useText("settings");
  if (view.sound)
    return (
      <p className="settings-note" role="status">
        <StateTag tone="done">{t("backup.sound", { rows: view.audit_rows, files: view.files })}</StateTag>
      </p>
    );
  const problems = [
    ...(view.audit_gap ? [t("backup.gap", { seq: view.audit_gap.row })] : []),
    ...view.database_problems.map((text) => t("backup.database", { text })),
    ...(view.files_missing.length > 0 ? [t("backup.missing", { n: view.files_missing.length })] : []),
    ...(view.files_changed.length > 0 ? [t("backup.changed", { n: view.files_changed.length })] : []),
  ];
  return (
    <div role="alert" className="settings-note">
      <StateTag tone="stop">{t("backup.unsound")}</StateTag>
      <ul>{problems.map((text) => <li key={text}>{text}</li>)}</ul>
    </div>
  );
}
