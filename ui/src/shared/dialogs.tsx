// Two dialogs that several screens need: a clash of two versions, and a step that asks for its reason.

import { Form, Input, Modal } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useId, useRef, useState, type ReactNode } from "react";
import { useText } from "../text";
import { Button } from "./Button";
import { ErrorNote } from "./ErrorNote";

interface ClashProps {
  open: boolean;
  /** Who changed it meanwhile, when known. */
  who?: string | null;
  mine: ReactNode;
  theirs: ReactNode;
  onMine: () => void;
  onTheirs: () => void;
  onCancel: () => void;
  busy?: boolean;
}

/** 已被他人修改: both versions in view, and a choice; never a silent overwrite. */
export function Clash({ open, who, mine, theirs, onMine, onTheirs, onCancel, busy = false }: ClashProps) {
  const t = useText("shared");
  return (
    <Modal
      open={open}
      title={t("clash.title")}
      onCancel={onCancel}
      width={760}
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onCancel}>{t("cancel")}</Button>,
        <Button key="theirs" onClick={onTheirs} disabled={busy}>{t("clash.take_theirs")}</Button>,
        <Button key="mine" type="primary" onClick={onMine} loading={busy}>{t("clash.take_mine")}</Button>,
      ]}
    >
      <p>{t("clash.text", { who: who ?? t("clash.somebody") })}</p>
      <div className="clash">
        <section>
          <h3>{t("clash.mine")}</h3>
          {mine}
        </section>
        <section>
          <h3>{t("clash.theirs")}</h3>
          {theirs}
        </section>
      </div>
    </Modal>
  );
}

interface ConfirmReasonProps {
  open: boolean;
  title: string;
  text?: ReactNode;
  /** The word on the button, e.g. 搁置. */
  confirm: string;
  /** A step that cannot be taken back. */
  danger?: boolean;
  /** Other words above the field, e.g. 退回意见. */
  label?: string;
  most?: number;
  busy?: boolean;
  error?: unknown;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
}

/** Asks for a reason; what was typed stays when the step is refused. Ctrl+Enter confirms. */
export function ConfirmReason(props: ConfirmReasonProps) {
  const { open, title, text, confirm, danger = false, label, most = 500, busy = false, error, onConfirm, onCancel } = props;
  const t = useText("shared");
  const field = useId();
  const box = useRef<TextAreaRef>(null);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const missing = asked && reason.trim() === "";

  const submit = () => {
    setAsked(true);
    if (reason.trim() !== "") onConfirm(reason.trim());
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={confirm}
      cancelText={t("cancel")}
      okButtonProps={{ danger }}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onCancel}
      // The dialog takes the focus for itself when it opens: the field gets it then.
      afterOpenChange={(shown) => shown && box.current?.focus()}
      afterClose={() => {
        setReason("");
        setAsked(false);
      }}
    >
      {text && <div className="confirm-text">{text}</div>}
      <Form.Item label={label ?? t("reason")} htmlFor={field} layout="vertical" validateStatus={missing ? "error" : ""} help={missing ? t("required") : undefined}>
        <Input.TextArea
          ref={box}
          id={field}
          autoFocus
          rows={3}
          maxLength={most}
          showCount
          value={reason}
          placeholder={t("reason_hint")}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
      </Form.Item>
      {error != null && <ErrorNote error={error} />}
    </Modal>
  );
}
