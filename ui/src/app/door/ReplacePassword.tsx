// A password that somebody else gave is replaced before anything else; also reached from the menu under one's name.

import { Form, Input } from "antd";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { sayDone } from "../../shared/say";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { DoorPage } from "./DoorPage";

interface Fields { old: string; new: string; again: string }

export function ReplacePassword({ onDone }: { onDone: () => void }) {
  const t = useText("app");
  return (
    <DoorPage title={t("replace_password.title")} lead={t("replace_password.lead")}>
      <PasswordForm onDone={onDone} />
    </DoorPage>
  );
}

export function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useText("app");
  const required = useText("shared")("required");
  const change = useWrite("change_password", {
    onDone: () => {
      sayDone(t("replace_password.done"));
      onDone();
    },
    onError: () => true,
  });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(fields: Fields) => change.mutate({ old: fields.old, new: fields.new })}>
      <Form.Item name="old" label={t("replace_password.old")} rules={[{ required: true, message: required }]}>
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="new" label={t("replace_password.new")} extra={t("replace_password.hint")} rules={[{ required: true, message: required }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("replace_password.again")}
        dependencies={["new"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue("new") ? Promise.resolve() : Promise.reject(new Error(t("replace_password.differs"))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {change.error && <ErrorNote error={change.error} />}
      <Button type="primary" htmlType="submit" block loading={change.isPending}>{t("replace_password.submit")}</Button>
    </Form>
  );
}
