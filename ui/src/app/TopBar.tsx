// The bar on top: unit, search, what waits, me.

import { SearchOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useDoorOfMe } from "../shared/me";
import { keyLabel, useKey } from "../shared/keys";
import { late } from "../shared/late";
import { useWrite } from "../shared/studio";
import { useText } from "../text";
import { useAppearance } from "./Appearance";
import { Bell } from "./Notices";

const OtherPassword = late(async () => (await import("./door/OtherPassword")).OtherPassword);
const Palette = late(async () => (await import("./Palette")).Palette);

export function TopBar({ menu }: { menu: ReactNode }) {
  const t = useText("app");
  const { me } = useDoorOfMe();
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
      <MeMenu />
      {palette && <Palette onClose={() => setPalette(false)} />}
    </header>
  );
}

function MeMenu() {
  const t = useText("app");
  const client = useQueryClient();
  const { me, leaveDoor } = useDoorOfMe();
  const { shade, language, setShade, setLanguage } = useAppearance();
  const [changing, setChanging] = useState(false);
  const signOut = useWrite("sign_out", { onDone: () => void client.resetQueries() });

  const items: MenuProps["items"] = [
    { key: "who", label: `${me.person.name} · ${me.login}`, disabled: true },
    { type: "divider" },
    {
      key: "language",
      type: "group",
      label: t("language"),
      children: [
        { key: "language:zh", label: <span lang="zh-CN">中文</span> },
        { key: "language:en", label: <span lang="en">English</span> },
      ],
    },
    {
      key: "shade",
      type: "group",
      label: t("shade"),
      children: (["light", "dark", "system"] as const).map((name) => ({ key: `shade:${name}`, label: t(`shade_${name}`) })),
    },
    { type: "divider" },
    { key: "password", label: t("replace_password.menu") },
    ...(leaveDoor ? [{ key: "door", label: t("change_door") }] : []),
    { key: "out", label: t("sign_out") },
  ];
  const press: MenuProps["onClick"] = ({ key }) => {
    const [what, value] = key.split(":");
    if (what === "language") setLanguage(value as "zh" | "en");
    else if (what === "shade") setShade(value as "light" | "dark" | "system");
    else if (what === "password") setChanging(true);
    else if (what === "door") leaveDoor?.();
    else if (what === "out") signOut.mutate({});
  };
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{ items, onClick: press, selectable: true, multiple: true, selectedKeys: [`language:${language}`, `shade:${shade}`] }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={t("me")} aria-haspopup="menu">
          <span className="bar-me">{me.person.name}</span>
        </Button>
      </Dropdown>
      {changing && <OtherPassword onDone={() => setChanging(false)} />}
    </>
  );
}
