// The bell, with how much it has to tell; what it tells (Notices.tsx) comes when it is pressed.

import { BellOutlined } from "@ant-design/icons";
import { Button, type ButtonProps } from "../shared/Button";
import { latePopup } from "../shared/late";
import { useText } from "../text";
import { badge, useCounts } from "./counts";

export const Bell = latePopup(async () => (await import("./Notices")).Notices, BellButton);

export function BellButton({ open = false, ...press }: { open?: boolean } & ButtonProps) {
  const t = useText("home");
  const unseen = useCounts().notices ?? 0;
  const label = unseen > 0 ? t("notices.unseen", { n: unseen }) : t("notices.title");
  return (
    <Button className="bell" data-count={badge(unseen)} type="text" icon={<BellOutlined />} aria-label={label} title={label} aria-haspopup="dialog" aria-expanded={open} {...press} />
  );
}
