// The rail of a phone: the places, over the page while one is chosen. Its code is loaded by phones only.

import { Drawer } from "antd";
import type { ReactNode } from "react";
import { useText } from "../text";

export function PhoneRail({ open, onClose, children }: { open: boolean; onClose: () => void; children: ReactNode }) {
  const t = useText("app");
  return (
    <Drawer open={open} onClose={onClose} placement="left" size={240} title={t("product")} rootClassName="rail-drawer">
      <nav aria-label={t("rail")}>{children}</nav>
    </Drawer>
  );
}
