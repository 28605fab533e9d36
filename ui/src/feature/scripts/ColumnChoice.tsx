// Which columns the grid shows: kept on this computer; a column with words in it is shown at the start.

import { SettingOutlined } from "@ant-design/icons";
import { Dropdown, type MenuProps } from "antd";
import { useCallback, useState } from "react";
import { useText } from "../../text";
import { columns, readCell, type ColumnName } from "./model/cells";
import type { ScriptDocument } from "./model/document";
import { Button } from "../../shared/Button";

/** These can be hidden; without the others there is no script. */
const optional: readonly ColumnName[] = ["size", "setting", "speaker", "caption", "note"];
const usual: readonly ColumnName[] = ["size", "picture", "speaker", "line", "caption", "seconds"];

type Show = (columns: readonly ColumnName[]) => void;

/** What is shown, choosing it, and showing more for the while that this page is open. */
export function useShownColumns(document: ScriptDocument): [readonly ColumnName[], Show, Show] {
  const [shown, setShown] = useState<readonly ColumnName[]>(() => {
    const kept = localStorage.getItem("script-columns")?.split(",") ?? usual;
    const used = (column: ColumnName) => document.current().shots.some((shot) => readCell(shot, column) !== "");
    return columns.filter((column) => !optional.includes(column) || kept.includes(column) || used(column));
  });
  const choose = (next: readonly ColumnName[]) => {
    localStorage.setItem("script-columns", next.join(","));
    setShown(next);
  };
  const reveal = useCallback<Show>((more) => setShown((now) => columns.filter((column) => now.includes(column) || more.includes(column))), []);
  return [shown, choose, reveal];
}

interface ColumnChoiceProps {
  shown: readonly ColumnName[];
  onChange: (shown: readonly ColumnName[]) => void;
  renumber: (() => void) | null;
}

export function ColumnChoice({ shown, onChange, renumber }: ColumnChoiceProps) {
  const t = useText("scripts");
  const items: MenuProps["items"] = [
    {
      key: "columns",
      type: "group",
      label: t("columns"),
      children: optional.map((column) => ({ key: column, label: t(`column.${column}`) })),
    },
    { type: "divider" },
    { key: "print", label: t("print") },
    ...(renumber ? [{ key: "renumber", label: t("renumber") }] : []),
  ];
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items,
        selectable: true,
        multiple: true,
        selectedKeys: [...shown],
        onClick: ({ key }) => {
          if (key === "renumber") renumber?.();
          else if (key === "print") window.print();
          else onChange(columns.filter((column) => (column === key ? !shown.includes(column) : shown.includes(column))));
        },
      }}
    >
      <Button type="text" icon={<SettingOutlined />} aria-label={t("columns")} title={t("columns")} />
    </Dropdown>
  );
}
