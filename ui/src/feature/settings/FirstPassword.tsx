// A login and its first password, shown once to whoever hands them over.

import { Alert } from "antd";
import { CopyButton } from "../../shared/CopyButton";
import { useText } from "../../text";

export function FirstPassword({ title, login, password }: { title: string; login: string; password: string }) {
  const t = useText("settings");
  return (
    <Alert
      type="success"
      showIcon
      title={title}
      description={
        <p>
          {t("accounts.login")}: <strong>{login}</strong>
          <br />
          {t("accounts.first_password")}: <strong>{password}</strong> <CopyButton text={`${login}  ${password}`} />
        </p>
      }
    />
  );
}
