// The session ended while somebody worked: sign in over the page, which keeps everything typed.

import { Modal } from "antd";
import { useMe } from "../../shared/me";
import { useText } from "../../text";
import { SignInForm } from "./SignIn";

export function SessionLost({ onEntered }: { onEntered: () => void }) {
  const t = useText("app");
  const { login } = useMe();
  return (
    <Modal open footer={null} closable={false} keyboard={false} mask={{ closable: false }} title={t("sign_in.expired")} width={400}>
      <p>{t("sign_in.expired_text")}</p>
      <SignInForm login={login} onEntered={onEntered} />
    </Modal>
  );
}
