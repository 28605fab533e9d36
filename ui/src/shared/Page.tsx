// The top of a screen: its title, what one can do here, and optionally filters below.

import type { ReactNode } from "react";

export function PageHead({ title, sub, actions, children }: { title: ReactNode; sub?: ReactNode; actions?: ReactNode; children?: ReactNode }) {
  return (
    <header className="page-head">
      <div className="page-head-line">
        <h1>{title}</h1>
        {sub && <span className="page-sub">{sub}</span>}
        <div className="page-actions">{actions}</div>
      </div>
      {children}
    </header>
  );
}
