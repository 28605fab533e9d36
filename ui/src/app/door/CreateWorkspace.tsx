// An empty workspace: the unit's name, the first administrator, and in.

import { Form, Input, Select } from "antd";
import type { UnitLevel } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { DoorPage } from "./DoorPage";

interface Fields { unit_name: string; level: UnitLevel; person_name: string; login: string; password: string; again: string }

export function CreateWorkspace({ onEntered, onLeave }: { onEntered: () => void; onLeave: (() => void) | undefined }) {
  const t = useText("app");
  const create = useWrite("create_workspace", { onDone: onEntered, onError: () => true });
  const need = { required: true, whitespace: true, message: useText("shared")("required") };

  const submit = ({ again: _, ...fields }: Fields) =>
    create.mutate({ ...fields, unit_name: fields.unit_name.trim(), person_name: fields.person_name.trim(), login: fields.login.trim() });
  return (
    <DoorPage title={t("create.title")} lead={t("create.lead")}>
      <Form<Fields> layout="vertical" requiredMark={false} initialValues={{ level: "county" }} onFinish={submit}>
        <Form.Item name="unit_name" label={t("create.unit")} rules={[need]}>
          <Input autoFocus placeholder={t("create.unit_hint")} maxLength={80} />
        </Form.Item>
        <Form.Item name="level" label={t("create.level")}>
          <Select options={(["county", "prefecture", "province"] as const).map((value) => ({ value, label: t(`create.level_${value}`) }))} />
        </Form.Item>
        <div className="door-pair">
          <Form.Item name="person_name" label={t("create.person")} rules={[need]}>
            <Input autoComplete="name" maxLength={40} />
          </Form.Item>
          <Form.Item name="login" label={t("create.login")} rules={[need]}>
            <Input autoComplete="username" placeholder={t("create.login_hint")} maxLength={60} spellCheck={false} />
          </Form.Item>
        </div>
        <Form.Item name="password" label={t("create.password")} extra={t("create.password_hint")} rules={[{ required: true, min: 10, message: t("create.password_short") }]}>
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t("create.again")}
          dependencies={["password"]}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, value) =>
                value === getFieldValue("password") ? Promise.resolve() : Promise.reject(new Error(t("create.again_wrong"))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        {create.error && <ErrorNote error={create.error} />}
        <div className="door-buttons">
          <Button type="primary" htmlType="submit" loading={create.isPending}>{t("create.submit")}</Button>
          {onLeave && <Button onClick={onLeave}>{t("first.back")}</Button>}
        </div>
        <p className="door-note">{t("create.note")}</p>
      </Form>
    </DoorPage>
  );
}
