// An account for somebody on the roster, with a first password that its owner has to replace.

import { Checkbox, Form, Input, Modal, Select } from "antd";
import { useEffect, useState } from "react";
import type { Role } from "../../generated/types";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { FirstPassword } from "./FirstPassword";
import { firstPassword } from "./password";

const roles: Role[] = ["staff", "editor", "reviewer", "manager", "administrator"];

interface NewAccountProps {
  open: boolean;
  /** Chosen already, from the roster. */
  person: string | null;
  onClose: () => void;
  onMade: (account: string) => void;
}

export function NewAccount({ open, person, onClose, onMade }: NewAccountProps) {
  const t = useText("settings");
  const shared = useText("shared");
  const people = useRead("list_people", { on: null, with_left: true }, { enabled: open });
  const [chosen, setChosen] = useState<string | null>(null);
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [granted, setGranted] = useState<Role[]>(["staff"]);
  const [made, setMade] = useState<string | null>(null);
  const create = useWrite("create_account", { onError: () => true, onDone: (account) => setMade(account.id) });
  const { reset } = create;
  useEffect(() => {
    if (!open) return;
    reset();
    setMade(null);
    setChosen(person);
    setLogin("");
    setPassword(firstPassword());
    setGranted(["staff"]);
  }, [open, person, reset]);
  const without = people.data?.filter((one) => !one.has_account) ?? [];
  const close = () => (made === null ? onClose() : onMade(made));
  const submit = () => chosen !== null && create.mutate({ person: chosen, login: login.trim(), password, roles: granted });
  return (
    <Modal
      open={open}
      title={t("accounts.add")}
      footer={made === null ? [<Button key="no" onClick={onClose}>{shared("cancel")}</Button>, <Button key="yes" type="primary" disabled={chosen === null || login.trim() === "" || password === ""} loading={create.isPending} onClick={submit}>{t("accounts.add")}</Button>] : [<Button key="close" type="primary" onClick={close}>{shared("close")}</Button>]}
      onCancel={close}
    >
      {made === null ? (
        <Form layout="vertical">
          <Form.Item label={t("accounts.person")} required htmlFor="account-person" extra={people.data && without.length === 0 ? t("accounts.no_people") : t("accounts.person_hint")}>
            <Select
              id="account-person"
              showSearch={{ filterOption: (text, option) => `${option?.["search"] ?? ""}`.includes(text.toLowerCase()) }}
              value={chosen}
              options={without.map((one) => ({ value: one.id, label: one.employment ? `${one.name} · ${one.employment.department_name}` : one.name, search: [one.name, ...one.initials].join(" ").toLowerCase() }))}
              onChange={(id: string) => {
                setChosen(id);
                if (login === "") setLogin(without.find((one) => one.id === id)?.initials[0] ?? "");
              }}
            />
          </Form.Item>
          <Form.Item label={t("accounts.login")} required htmlFor="account-login">
            <Input id="account-login" autoComplete="off" maxLength={40} value={login} onChange={(event) => setLogin(event.target.value)} />
          </Form.Item>
          <Form.Item label={t("accounts.first_password")} required htmlFor="account-password" extra={t("accounts.first_password_hint")}>
            <div className="field-and-button settings-wide">
              <Input id="account-password" autoComplete="off" value={password} onChange={(event) => setPassword(event.target.value)} />
              <Button onClick={() => setPassword(firstPassword())}>{t("accounts.make_password")}</Button>
            </div>
          </Form.Item>
          <Form.Item label={t("accounts.roles")}>
            <Checkbox.Group className="role-list" value={granted} onChange={(value) => setGranted(value as Role[])}>
              {roles.map((role) => (
                <Checkbox key={role} value={role}>
                  {t(`role.${role}`)} <span className="quiet">{t(`role_can.${role}`)}</span>
                </Checkbox>
              ))}
            </Checkbox.Group>
          </Form.Item>
          {create.error && <ErrorNote error={create.error} />}
        </Form>
      ) : (
        <FirstPassword title={t("accounts.made")} login={login} password={password} />
      )}
    </Modal>
  );
}
