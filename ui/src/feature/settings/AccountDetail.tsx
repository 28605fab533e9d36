// One account: its roles and their reach, its password, whether it is open.

import { DatePicker, Form, Input, Modal, Popconfirm, Select } from "antd";
import dayjs from "dayjs";
import { useEffect, useState } from "react";
import type { AccountView, GrantView, Reach, Role } from "../../generated/types";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { sayDone } from "../../shared/say";
import { useWrite } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";
import { AccountState } from "./AccountsSection";
import { FirstPassword } from "./FirstPassword";
import { firstPassword } from "./password";

const roles: Role[] = ["staff", "editor", "reviewer", "manager", "administrator"];

export function AccountDetail({ account }: { account: AccountView }) {
  const t = useText("settings");
  const [resetting, setResetting] = useState(false);
  const done = { onDone: () => sayDone(t("saved")) };
  const setActive = useWrite("set_account_active", done);
  const unlock = useWrite("unlock_account", done);
  const key = { id: account.id, version: account.version };
  return (
    <>
      <p><AccountState account={account} /></p>
      <div className="settings-buttons">
        {account.steps.includes("unlock") && <Button size="small" loading={unlock.isPending} onClick={() => unlock.mutate(key)}>{t("accounts.unlock")}</Button>}
        {account.steps.includes("reset_password") && <Button size="small" onClick={() => setResetting(true)}>{t("accounts.reset")}</Button>}
        {account.steps.includes("shut") && (
          <Popconfirm title={t("accounts.set_shut_ask", { name: account.person_name })} onConfirm={() => setActive.mutate({ ...key, active: false })}>
            <Button size="small">{t("accounts.set_shut")}</Button>
          </Popconfirm>
        )}
        {account.steps.includes("open") && <Button size="small" onClick={() => setActive.mutate({ ...key, active: true })}>{t("accounts.set_open")}</Button>}
      </div>
      <Grants account={account} />
      <ResetDialog account={account} open={resetting} onClose={() => setResetting(false)} />
    </>
  );
}

function Grants({ account }: { account: AccountView }) {
  const t = useText("settings");
  const [role, setRole] = useState<Role>("staff");
  const [reach, setReach] = useState<Reach>("self");
  const [days, setDays] = useState<[string | null, string | null]>([null, null]);
  const grant = useWrite("grant_role", { onDone: () => setDays([null, null]) });
  const revoke = useWrite("revoke_role");
  return (
    <section>
      <h3>{t("accounts.grants")}</h3>
      <ul>
        {account.grants.map((one) => (
          <li key={one.id} className="grant-row">
            <span>
              <strong>{t(`role.${one.role}`)}</strong> <span className="quiet">{t(`accounts.reach.${one.reach}`)} <Term grant={one} /></span>
              <br />
              <span className="quiet">{t(`role_can.${one.role}`)}</span>
            </span>
            <Popconfirm title={t("accounts.revoke_ask", { role: t(`role.${one.role}`) })} onConfirm={() => revoke.mutate({ account: account.id, grant: one.id })}>
              <Button type="link" size="small">{t("accounts.revoke")}</Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
      {account.steps.includes("grant") && (
        <div className="grant-form">
          <Select aria-label={t("accounts.roles")} className="settings-pick" value={role} options={roles.map((one) => ({ value: one, label: t(`role.${one}`) }))} onChange={setRole} />
          <Select aria-label={t("accounts.grants")} className="settings-pick" value={reach} options={(["self", "subtree"] as const).map((one) => ({ value: one, label: t(`accounts.reach.${one}`) }))} onChange={setReach} />
          {([["from", 0], ["to", 1]] as const).map(([edge, at]) => (
            <DatePicker
              key={edge}
              className="grant-day"
              aria-label={t(`accounts.${edge}`)}
              placeholder={t(edge === "from" ? "accounts.from_now" : "accounts.no_end")}
              value={days[at] ? dayjs(days[at]) : null}
              onChange={(day) => setDays((before) => (at === 0 ? [day?.format("YYYY-MM-DD") ?? null, before[1]] : [before[0], day?.format("YYYY-MM-DD") ?? null]))}
            />
          ))}
          <Button loading={grant.isPending} onClick={() => grant.mutate({ account: account.id, role, unit: null, reach, from: days[0], to: days[1] })}>{t("accounts.grant")}</Button>
        </div>
      )}
    </section>
  );
}

/** When a role holds, where that is not for good. */
function Term({ grant }: { grant: GrantView }) {
  const t = useText("settings");
  if (grant.from === null && grant.to === null) return null;
  return (
    <>
      · {grant.from ? <DayText value={grant.from} /> : t("accounts.from_now")} – {grant.to ? <DayText value={grant.to} /> : t("accounts.no_end")}
    </>
  );
}

function ResetDialog({ account, open, onClose }: { account: AccountView; open: boolean; onClose: () => void }) {
  const t = useText("settings");
  const shared = useText("shared");
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const save = useWrite("reset_password", { onError: () => true, onDone: () => setDone(true) });
  const { reset } = save;
  useEffect(() => {
    if (!open) return;
    reset();
    setDone(false);
    setPassword(firstPassword());
  }, [open, reset]);
  if (done) {
    return (
      <Modal open={open} title={`${account.person_name} · ${t("accounts.reset")}`} footer={<Button type="primary" onClick={onClose}>{shared("close")}</Button>} onCancel={onClose}>
        <FirstPassword title={t("accounts.reset_done")} login={account.login} password={password} />
      </Modal>
    );
  }
  return (
    <Modal
      open={open}
      title={`${account.person_name} · ${t("accounts.reset")}`}
      okText={t("accounts.reset")}
      cancelText={shared("cancel")}
      confirmLoading={save.isPending}
      onOk={() => save.mutate({ id: account.id, version: account.version, password })}
      onCancel={onClose}
    >
      <p className="confirm-text">{t("accounts.reset_text", { name: account.person_name })}</p>
      <Form layout="vertical">
        <Form.Item label={t("accounts.first_password")} htmlFor="reset-password" extra={t("accounts.first_password_hint")}>
          <div className="field-and-button settings-wide">
            <Input id="reset-password" autoComplete="off" value={password} onChange={(event) => setPassword(event.target.value)} />
            <Button onClick={() => setPassword(firstPassword())}>{t("accounts.make_password")}</Button>
          </div>
        </Form.Item>
      </Form>
      {save.error && <ErrorNote error={save.error} />}
    </Modal>
  );
}
