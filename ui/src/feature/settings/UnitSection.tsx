// The unit itself and its departments in their order.

import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from "@ant-design/icons";
import { Form, Input, Select } from "antd";
import { useState } from "react";
import type { DepartmentKind, DepartmentView, UnitView } from "../../generated/types";
import { Button } from "../../shared/Button";
import { DraftClash, useDraft, type Line } from "../../shared/draft";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMay, useMe } from "../../shared/me";
import { Link } from "../../shared/route";
import { sayDone } from "../../shared/say";
import { Skeleton } from "../../shared/Skeleton";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";

const kinds: DepartmentKind[] = ["business", "political", "publicity", "general"];

export function UnitSection() {
  const t = useText("settings");
  const { unit } = useMe();
  const units = useRead("list_units", {});
  const own = units.data?.find((one) => one.id === unit.id);
  if (units.error) return <ErrorNote error={units.error} retry={() => void units.refetch()} />;
  if (!own) return <Skeleton />;
  return (
    <div className="settings-form">
      <UnitForm unit={own} />
      <h2>{t("unit.departments")}</h2>
      <Departments />
      <p className="settings-note">
        <Link to="/people" search={{ tab: "roster" }}>{t("roster_link")}</Link>
        {" · "}
        <Link to="/import">{t("import_link")}</Link>
      </p>
    </div>
  );
}

type UnitFacts = Pick<UnitView, "name" | "level" | "kind" | "zone">;

const factsOf = ({ name, level, kind, zone }: UnitView): UnitFacts => ({ name, level, kind, zone });

function UnitForm({ unit }: { unit: UnitView }) {
  const t = useText("settings");
  const shared = useText("shared");
  const may = useMay("administer");
  const form = useDraft(factsOf(unit), unit.version);
  const { draft, set } = form;
  const save = useWrite("save_unit", {
    onError: (error) => {
      if (error.code !== "stale") return false;
      form.ask();
      return true;
    },
    onDone: (saved, { id: _, version: __, ...sent }) => {
      form.stored(factsOf(saved), saved.version, sent);
      sayDone(t("saved"));
    },
  });
  const put = (mine: UnitFacts, version: number) => save.mutate({ id: unit.id, version, ...mine });
  const lines = (one: UnitFacts): Line[] => [
    [t("unit.name"), one.name],
    [t("unit.level"), t(`level.${one.level}`)],
    [t("unit.kind"), t(`unit_kind.${one.kind}`)],
  ];
  return (
    <Form
      layout="vertical"
      disabled={!may}
      onFinish={() => (form.behind ? form.ask() : put(draft, form.version))}
    >
      <Form.Item label={t("unit.name")} htmlFor="unit-name">
        <Input id="unit-name" maxLength={60} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      </Form.Item>
      <div className="settings-pair">
        <Form.Item label={t("unit.level")} htmlFor="unit-level">
          <Select id="unit-level" value={draft.level} options={(["province", "prefecture", "county"] as const).map((one) => ({ value: one, label: t(`level.${one}`) }))} onChange={(level) => set({ level })} />
        </Form.Item>
        <Form.Item label={t("unit.kind")} htmlFor="unit-kind">
          <Select id="unit-kind" value={draft.kind} options={(["ordinary", "branch", "dispatched"] as const).map((one) => ({ value: one, label: t(`unit_kind.${one}`) }))} onChange={(kind) => set({ kind })} />
        </Form.Item>
      </div>
      <DraftClash form={form} lines={lines} busy={save.isPending} onMine={put} />
      {may ? <Button htmlType="submit" type="primary" disabled={!form.dirty} loading={save.isPending}>{shared("save")}</Button> : <p className="settings-note">{t("only_admin")}</p>}
    </Form>
  );
}

function Departments() {
  const t = useText("settings");
  const may = useMay("administer");
  const departments = useRead("list_departments", {});
  const [name, setName] = useState("");
  const [kind, setKind] = useState<DepartmentKind>("business");
  const save = useWrite("save_department");
  const rows = departments.data ?? [];
  const add = () => {
    if (name.trim() === "") return;
    save.mutate(
      { id: null, version: 0, name: name.trim(), kind, position: Math.max(-1, ...rows.map((row) => row.position)) + 1, active: true },
      { onSuccess: () => setName("") },
    );
  };
  const put = (row: DepartmentView, patch: Partial<DepartmentView>) => save.mutateAsync({ ...row, ...patch }).catch(() => undefined);
  // Both change places; the list may hold the same position twice, so the numbers are given anew.
  const swap = async (at: number, to: number) => {
    const order = rows.toSpliced(at, 1).toSpliced(to, 0, rows[at]!);
    for (const [position, row] of order.entries()) if (row.position !== position) await put(row, { position });
  };
  if (departments.error) return <ErrorNote error={departments.error} retry={() => void departments.refetch()} />;
  return (
    <>
      <ul>
        {rows.map((row, at) => (
          <li key={row.id} className="department-row" data-shut={!row.active || undefined}>
            <DepartmentName row={row} disabled={!may} onName={(text) => void put(row, { name: text })} />
            <Select aria-label={t("unit.department_kind")} disabled={!may} value={row.kind} options={kinds.map((one) => ({ value: one, label: t(`department_kind.${one}`) }))} onChange={(value) => void put(row, { kind: value })} />
            {may && (
              <span className="department-row-buttons">
                <Button type="text" icon={<ArrowUpOutlined />} aria-label={`${t("unit.up")} ${row.name}`} disabled={at === 0 || save.isPending} onClick={() => void swap(at, at - 1)} />
                <Button type="text" icon={<ArrowDownOutlined />} aria-label={`${t("unit.down")} ${row.name}`} disabled={at === rows.length - 1 || save.isPending} onClick={() => void swap(at, at + 1)} />
                <Button type="link" size="small" onClick={() => void put(row, { active: !row.active })}>{row.active ? t("unit.shut") : t("unit.open")}</Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {may && (
        <div className="department-row">
          <Input value={name} maxLength={60} placeholder={t("unit.department")} aria-label={t("unit.department")} onChange={(event) => setName(event.target.value)} onPressEnter={(event) => !event.nativeEvent.isComposing && add()} />
          <Select aria-label={t("unit.department_kind")} value={kind} options={kinds.map((one) => ({ value: one, label: t(`department_kind.${one}`) }))} onChange={setKind} />
          <Button icon={<PlusOutlined />} disabled={name.trim() === ""} onClick={add}>{t("unit.add")}</Button>
        </div>
      )}
    </>
  );
}

function DepartmentName({ row, disabled, onName }: { row: DepartmentView; disabled: boolean; onName: (name: string) => void }) {
  const t = useText("settings");
  const form = useDraft({ name: row.name }, row.version);
  const name = form.draft.name.trim();
  const leave = () => {
    if (name === "") form.set({ name: row.name });
    else if (form.behind) form.ask();
    else if (name !== row.name) onName(name);
  };
  return (
    <div>
      <Input aria-label={t("unit.department")} disabled={disabled} maxLength={60} value={form.draft.name} onChange={(event) => form.set({ name: event.target.value })} onBlur={leave} onPressEnter={leave} />
      <DraftClash form={form} lines={(one) => [[t("unit.department"), one.name]]} onMine={(mine) => onName(mine.name.trim())} />
    </div>
  );
}
