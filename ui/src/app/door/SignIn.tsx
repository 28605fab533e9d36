// Signing in: by itself as a page, and as a form over a page whose session expired.

import { Button, Form, Input } from "antd";
import { ErrorNote } from "../../shared/ErrorNote";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { DoorPage } from "./DoorPage";

interface SignInProps { unit: string | null; onEntered: () => void; onLeave: (() => void) | undefined }

export function SignIn({ unit, onEntered, onLeave }: SignInProps) {
  const t = useText("app");
  return (
    <DoorPage title={t("sign_in.title")} lead={unit}>
      <SignInForm onEntered={onEntered} />
      <p className="door-note">{t("sign_in.forgot")}</p>
      {onLeave && <Button type="link" className="door-other" onClick={onLeave}>{t("sign_in.other_door")}</Button>}
    </DoorPage>
  );
}

export function SignInForm({ onEntered, login = "" }: { onEntered: () => void; login?: string }) {
  const t = useText("app");
  const required = useText("shared")("required");
  const signIn = useWrite("sign_in", { onDone: onEntered, onError: () => true });
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ login }}
      onFinish={(fields: { login: string; password: string }) => signIn.mutate({ login: fields.login.trim(), password: fields.password })}
    >
      <Form.Item name="login" label={t("sign_in.login")} rules={[{ required: true, message: required }]}>
        <Input autoFocus={login === ""} autoComplete="username" spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label={t("sign_in.password")} rules={[{ required: true, message: required }]}>
        <Input.Password autoFocus={login !== ""} autoComplete="current-password" />
      </Form.Item>
      {signIn.error && <ErrorNote error={signIn.error} />}
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>{t("sign_in.submit")}</Button>
    </Form>
  );
}
