// Another password of one's own accord, over the page.

import { Modal } from "antd";
import { useText } from "../../text";
import { PasswordForm } from "./ReplacePassword";

export function OtherPassword({ onDone }: { onDone: () => void }) {
  const t = useText("app");
  return (
    <Modal open title={t("replace_password.menu")} footer={null} onCancel={onDone}>
      <PasswordForm onDone={onDone} />
    </Modal>
  );
}
