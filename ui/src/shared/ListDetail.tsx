// A list with its detail beside it; on a narrow window the detail takes the list's place and leads back.

import { ArrowLeftOutlined, CloseOutlined } from "@ant-design/icons";
import type { CSSProperties, ReactNode } from "react";
import { useText } from "../text";
import { Broken } from "./Broken";
import { Button } from "./Button";
import { useKey } from "./keys";

interface ListDetailProps {
  list: ReactNode;
  /** Null when nothing is chosen. */
  detail: ReactNode | null;
  /** The thing shown, for a screen reader; also resets the error boundary. */
  detailKey?: string;
  detailTitle?: ReactNode;
  onClose: () => void;
  /** Pixels of the detail, 420 by default. */
  width?: number;
}

export function ListDetail({ list, detail, detailKey, detailTitle, onClose, width = 420 }: ListDetailProps) {
  const t = useText("shared");
  const open = detail !== null;
  useKey("Escape", onClose, { enabled: open });
  return (
    <div className="list-detail" data-open={open || undefined} style={{ "--detail": `${width}px` } as CSSProperties}>
      <div className="list-detail-list">{list}</div>
      {open && (
        <section className="list-detail-detail" aria-label={t("detail")}>
          <header>
            <Button className="list-detail-back" type="text" icon={<ArrowLeftOutlined />} onClick={onClose}>{t("back_to_list")}</Button>
            <h2 className="list-detail-title">{detailTitle}</h2>
            <Button className="list-detail-close" type="text" icon={<CloseOutlined />} aria-label={t("close")} title={`${t("close")} (Esc)`} onClick={onClose} />
          </header>
          <Broken key={detailKey}>{detail}</Broken>
        </section>
      )}
    </div>
  );
}
