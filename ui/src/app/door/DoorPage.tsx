// The page around the door's forms: the seal, a title, one column in the middle, the language at the foot.

import type { ReactNode } from "react";
import { useText } from "../../text";
import { useAppearance } from "../Appearance";
import { Button } from "../../shared/Button";

export function DoorPage({ title, lead, wide = false, children }: { title: string; lead?: ReactNode; wide?: boolean; children: ReactNode }) {
  const t = useText("app");
  const { language, setLanguage } = useAppearance();
  return (
    <main className="door" data-wide={wide || undefined}>
      <div className="door-column">
        <div className="door-brand">
          <span className="seal" aria-hidden="true">普</span>
          <span>{t("product")}</span>
        </div>
        <h1>{title}</h1>
        {lead && <p className="door-lead">{lead}</p>}
        {children}
      </div>
      <Button type="text" size="small" className="door-language" lang={language === "zh" ? "en" : "zh-CN"} onClick={() => setLanguage(language === "zh" ? "en" : "zh")}>
        {language === "zh" ? "English" : "中文"}
      </Button>
    </main>
  );
}
