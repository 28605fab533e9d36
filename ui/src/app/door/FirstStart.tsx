// First start on the desktop: three ways in.

import { DesktopOutlined, CloudServerOutlined, ExperimentOutlined } from "@ant-design/icons";
import { Form, Input } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { StudioError, useHost, type ClosedBackup, type DoorChoice } from "../../host";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { useText } from "../../text";
import { DoorPage } from "./DoorPage";

export function FirstStart({ onChosen }: { onChosen: () => void }) {
  const t = useText("app");
  const host = useHost();
  const [asksAddress, setAsksAddress] = useState(false);
  const [busy, setBusy] = useState<DoorChoice["kind"] | null>(null);
  // What could not be opened at the start is said at once, with its way out.
  const [error, setError] = useState<StudioError | null>(() => host.door().trouble ?? null);

  const choose = async (choice: DoorChoice) => {
    setBusy(choice.kind);
    setError(null);
    try {
      await host.chooseDoor(choice);
      onChosen();
    } catch (cause) {
      setError(StudioError.of(cause));
      setBusy(null);
    }
  };
  return (
    <DoorPage title={t("first.title")} lead={t("first.lead")} wide>
      {error && <ErrorNote error={error} />}
      {error?.code === "damaged" && <RestoreOffer onRestored={() => void choose({ kind: "local" })} />}
      {asksAddress ? (
        <Form layout="vertical" requiredMark={false} onFinish={({ url }: { url: string }) => void choose({ kind: "remote", url: url.trim().replace(/\/+$/, "") })}>
          <Form.Item name="url" label={t("first.address")} extra={t("first.address_hint")} rules={[{ required: true, pattern: /^\s*https?:\/\/[^\s/]+/i, message: t("first.address_wrong") }]}>
            <Input autoFocus inputMode="url" autoComplete="url" spellCheck={false} />
          </Form.Item>
          <div className="door-buttons">
            <Button type="primary" htmlType="submit" loading={busy === "remote"}>{t("first.connect")}</Button>
            <Button onClick={() => setAsksAddress(false)}>{t("first.back")}</Button>
          </div>
        </Form>
      ) : (
        <div className="door-choices">
          <Choice icon={<DesktopOutlined />} title={t("first.local")} text={t("first.local_text")} busy={busy === "local"} disabled={busy !== null} onPress={() => void choose({ kind: "local" })} />
          <Choice icon={<ExperimentOutlined />} title={t("first.demo")} text={busy === "demo" ? t("first.preparing") : t("first.demo_text")} busy={busy === "demo"} disabled={busy !== null} onPress={() => void choose({ kind: "demo" })} />
          <Choice icon={<CloudServerOutlined />} title={t("first.remote")} text={t("first.remote_text")} busy={false} disabled={busy !== null} onPress={() => setAsksAddress(true)} />
        </div>
      )}
    </DoorPage>
  );
}

/** A damaged database is never the end: the newest whole backup is one press away, and the damaged file is kept. */
function RestoreOffer({ onRestored }: { onRestored: () => void }) {
  const t = useText("app");
  const host = useHost();
  const [backup, setBackup] = useState<ClosedBackup | null | undefined>(undefined);
  const [error, setError] = useState<StudioError | null>(null);
  useEffect(() => {
    host.lastGoodBackup().then(setBackup, (cause: unknown) => setError(StudioError.of(cause)));
  }, [host]);

  if (error) return <ErrorNote error={error} />;
  if (backup === undefined) return null;
  if (backup === null) return <p className="door-note">{t("first.no_backup")}</p>;
  const restore = () => host.restoreBackup(backup.name).then(onRestored, (cause: unknown) => setError(StudioError.of(cause)));
  return (
    <p className="door-note">
      {t("first.backup_of", { when: new Date(backup.taken_at).toLocaleString() })}{" "}
      <Button type="primary" onClick={() => void restore()}>{t("first.restore")}</Button>
    </p>
  );
}

interface ChoiceProps { icon: ReactNode; title: string; text: string; busy: boolean; disabled: boolean; onPress: () => void }

function Choice({ icon, title, text, busy, disabled, onPress }: ChoiceProps) {
  return (
    <button type="button" className="door-choice" disabled={disabled} aria-busy={busy} onClick={onPress}>
      <span className="door-choice-icon" aria-hidden="true">{icon}</span>
      <span>
        <strong>{title}</strong>
        <span className="door-choice-text">{text}</span>
      </span>
    </button>
  );
}
