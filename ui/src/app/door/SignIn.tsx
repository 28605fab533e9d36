// Signing in: by itself as a page, and as a form over a page whose session expired. It is what most starts wait for, and
// two fields need no machine for forms.

import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { useId, useState, type ComponentProps, type FormEvent } from "react";
import { Button } from "../../shared/Button";
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
  const signIn = useWrite("sign_in", { onDone: onEntered, onError: () => true });
  const [fields, setFields] = useState({ login, password: "" });
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const name = fields.login.trim();
    if (name !== "" && fields.password !== "" && !signIn.isPending) signIn.mutate({ login: name, password: fields.password });
  };
  const field = (name: "login" | "password") => ({
    value: fields[name],
    missing: tried && (name === "login" ? fields.login.trim() : fields.password) === "",
    onChange: (value: string) => setFields((now) => ({ ...now, [name]: value })),
  });
  return (
    <form noValidate onSubmit={submit}>
      <Field {...field("login")} label={t("sign_in.login")} autoFocus={login === ""} autoComplete="username" spellCheck={false} />
      <Field {...field("password")} secret label={t("sign_in.password")} autoFocus={login !== ""} autoComplete="current-password" />
      {signIn.error && <ErrorNote error={signIn.error} />}
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>{t("sign_in.submit")}</Button>
    </form>
  );
}

interface FieldProps extends Omit<ComponentProps<"input">, "onChange"> {
  label: string;
  missing: boolean;
  /** Shown as dots until one asks to see it. */
  secret?: boolean;
  onChange: (value: string) => void;
}

function Field({ label, missing, secret = false, onChange, ...input }: FieldProps) {
  const t = useText("app");
  const required = useText("shared")("required");
  const [seen, setSeen] = useState(!secret);
  const id = useId();
  return (
    <div className="door-field">
      <label htmlFor={id}>{label}</label>
      <div className="door-field-box" data-missing={missing || undefined}>
        <input {...input} id={id} type={seen ? "text" : "password"} aria-invalid={missing} aria-describedby={missing ? `${id}-why` : undefined} onChange={(event) => onChange(event.target.value)} />
        {secret && (
          <Button type="text" size="small" icon={seen ? <EyeOutlined /> : <EyeInvisibleOutlined />} aria-label={t("sign_in.see")} aria-pressed={seen} onClick={() => setSeen(!seen)} />
        )}
      </div>
      {missing && <p id={`${id}-why`} className="door-field-why">{required}</p>}
    </div>
  );
}
