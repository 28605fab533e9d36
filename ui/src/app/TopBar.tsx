// The bar on top: unit, search, what waits, me.

import { SearchOutlined, UserOutlined } from "@ant-design/icons";
import { useState, type ReactNode } from "react";
import { Button, type ButtonProps } from "../shared/Button";
import { useMe } from "../shared/me";
import { keyLabel, useKey } from "../shared/keys";
import { late, latePopup, withAntDesign } from "../shared/late";
import { useText } from "../text";
import { Bell } from "./Bell";

const Palette = late(withAntDesign(async () => (await import("./Palette")).Palette));
const Me = latePopup(async () => (await import("./MeMenu")).MeMenu, MeButton);

export function TopBar({ menu }: { menu: ReactNode }) {
  const t = useText("app");
  const me = useMe();
  const [palette, setPalette] = useState(false);
  useKey("mod+k", () => setPalette(true), { whileTyping: true });

  return (
    <header className="bar">
      {menu}
      <span className="bar-unit" title={me.unit.name}>{me.unit.name}</span>
      <button type="button" className="bar-search" onClick={() => setPalette(true)} aria-keyshortcuts="Control+K">
        <SearchOutlined />
        <span className="bar-search-words">{t("search")}</span>
        <kbd>{keyLabel("mod+k")}</kbd>
      </button>
      <Bell />
      <Me />
      {palette && <Palette onClose={() => setPalette(false)} />}
    </header>
  );
}

/** Me, by name: what can be chosen for me (MeMenu.tsx) comes when it is pressed. */
export function MeButton(press: ButtonProps) {
  const t = useText("app");
  const me = useMe();
  return (
    <Button type="text" icon={<UserOutlined />} aria-label={t("me")} aria-haspopup="menu" {...press}>
      <span className="bar-me">{me.person.name}</span>
    </Button>
  );
}
