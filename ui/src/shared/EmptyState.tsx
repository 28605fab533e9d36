// Nothing here yet: says so, and what to do next.

import { InboxOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";

export function EmptyState({ title, text, action, icon }: { title: string; text?: ReactNode; action?: ReactNode; icon?: ReactNode }) {
  return (
    <div className="empty">
      <span className="empty-icon" aria-hidden="true">{icon ?? <InboxOutlined />}</span>
      <strong>{title}</strong>
      {text && <p>{text}</p>}
      {action}
    </div>
  );
}
