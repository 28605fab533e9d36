// The settings. Some sections belong to other areas that the settings do not know; here they meet.

import { Checkbox, Radio } from "antd";
import { useEffect, useState } from "react";
import { SettingsPage, type ForeignSections } from "../feature/settings";
import { useHost } from "../host";
import { late } from "../shared/late";
import { sayError } from "../shared/say";
import { useText, type Language } from "../text";
import { useAppearance, type ShadeChoice } from "./Appearance";

const sections: ForeignSections = {
  review: late(async () => (await import("../feature/review/settings")).ReviewSettings),
  wording: late(async () => (await import("../feature/proof/settings")).WordingSettings),
  appearance: AppearanceSection,
};

export function SettingsRoute() {
  return <SettingsPage sections={sections} />;
}

function AppearanceSection() {
  const t = useText("app");
  const { shade, language, setShade, setLanguage } = useAppearance();
  return (
    <div className="settings-form">
      <h2>{t("language")}</h2>
      <Radio.Group
        value={language}
        options={[
          { value: "zh", label: <span lang="zh-CN">中文</span> },
          { value: "en", label: <span lang="en">English</span> },
        ]}
        onChange={(event) => setLanguage(event.target.value as Language)}
      />
      <h2>{t("shade")}</h2>
      <Radio.Group
        value={shade}
        options={(["light", "dark", "system"] as const).map((name) => ({ value: name, label: t(`shade_${name}`) }))}
        onChange={(event) => setShade(event.target.value as ShadeChoice)}
      />
      <ThisComputer />
    </div>
  );
}

/** What concerns the program on this computer; a browser has nothing of it. */
function ThisComputer() {
  const t = useText("app");
  const { autostart } = useHost();
  const [on, setOn] = useState<boolean | null>(null);
  useEffect(() => {
    // A system that cannot say is not asked again.
    void autostart?.().then(setOn, () => null);
  }, [autostart]);
  if (!autostart || on === null) return null;
  return (
    <>
      <h2>{t("this_computer")}</h2>
      <Checkbox checked={on} onChange={(event) => void autostart(event.target.checked).then(setOn, sayError)}>
        {t("autostart")}
      </Checkbox>
    </>
  );
}
