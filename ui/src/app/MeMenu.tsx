// What I can choose for myself: language, light or dark, a new password, another workspace, to sign out.

import { Dropdown, type MenuProps } from "antd";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { late } from "../shared/late";
import { useDoorOfMe } from "../shared/me";
import { useWrite } from "../shared/studio";
import { useText } from "../text";
import { useAppearance } from "./Appearance";
import { MeButton } from "./TopBar";

const OtherPassword = late(async () => (await import("./door/OtherPassword")).OtherPassword);

/** The button with its menu, open at first: see `latePopup`. */
export function MeMenu() {
  const t = useText("app");
  const client = useQueryClient();
  const { me, leaveDoor } = useDoorOfMe();
  const { shade, language, setShade, setLanguage } = useAppearance();
  const [open, setOpen] = useState(true);
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
        open={open}
        onOpenChange={setOpen}
        trigger={["click"]}
        menu={{ items, onClick: press, selectable: true, multiple: true, selectedKeys: [`language:${language}`, `shade:${shade}`] }}
      >
        <MeButton autoFocus />
      </Dropdown>
      {changing && <OtherPassword onDone={() => setChanging(false)} />}
    </>
  );
}
