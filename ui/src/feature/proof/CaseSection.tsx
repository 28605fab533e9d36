// Below the script's header: the day by which it is checked, and the case's names, which stay locked until somebody who
// may opens them; opening is put on record.

import { LockOutlined } from "@ant-design/icons";
import { Checkbox, Input, Modal } from "antd";
import { useId, useState } from "react";
import type { CaseNamesView } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { sayDone } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";
import { useCheckState, useProofing } from "./context";
import type { Checking } from "./model/checking";

export function CaseSection({ episodeId }: { episodeId: string }) {
  const t = useText("proof");
  const proofing = useProofing();
  const [opened, setOpened] = useState<CaseNamesView | null>(null);
  const found = useRead("case_view", { episode: episodeId }, { keep: false }).data;
  const open = useWrite("open_case_names", { onDone: setOpened });
  return (
    <div className="case-section">
      {proofing && <Ground checking={proofing.checking} />}
      {found && (
        <p className="case-line">
          <LockOutlined aria-hidden="true" />
          <span>{t("case.names", { n: found.names })}{found.minor && <strong className="case-minor">{t("case.minor_short")}</strong>}</span>
          {found.may_open ? (
            <Button size="small" loading={open.isPending} onClick={() => open.mutate({ episode: episodeId })}>{t("case.open")}</Button>
          ) : (
            <span className="quiet">{t("case.locked")}</span>
          )}
        </p>
      )}
      {opened && <CaseDialog opened={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

function Ground({ checking }: { checking: Checking }) {
  const t = useText("proof");
  const { ground } = useCheckState(checking);
  if (!ground) return null;
  return (
    <p className="quiet">
      {t("ground.on")} <DayText value={ground.on} /> {t(`ground.from.${ground.on_from}`)} · {t("as_of", { day: ground.laws_as_of })}
    </p>
  );
}

function CaseDialog({ opened, onClose }: { opened: CaseNamesView; onClose: () => void }) {
  const t = useText("proof");
  const field = useId();
  const [names, setNames] = useState(opened.names.join("\n"));
  const [minor, setMinor] = useState(opened.minor);
  const save = useWrite("save_case_names", {
    onDone: () => {
      sayDone(t("case.saved"));
      onClose();
    },
    onError: () => true,
  });
  const send = () =>
    save.mutate({ episode: opened.episode, version: opened.version, minor, names: names.split(/[\n,，、;；]/).map((name) => name.trim()).filter((name) => name !== "") });
  return (
    <Modal open title={t("case.title")} okText={t("case.save")} cancelText={t("close")} confirmLoading={save.isPending} onOk={send} onCancel={onClose}>
      <p className="confirm-text">{t("case.text")}</p>
      <label htmlFor={field}>{t("case.list")}</label>
      <Input.TextArea id={field} autoSize={{ minRows: 3, maxRows: 10 }} autoComplete="off" spellCheck={false} value={names} placeholder={t("case.list_hint")} onChange={(event) => setNames(event.target.value)} />
      <p className="case-check"><Checkbox checked={minor} onChange={(event) => setMinor(event.target.checked)}>{t("case.minor")}</Checkbox></p>
      <p className="quiet">{t("case.minor_text")}</p>
      {save.error && <ErrorNote error={save.error} />}
    </Modal>
  );
}
