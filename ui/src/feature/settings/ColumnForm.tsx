// One column: its names, who answers for it, where it goes out and how often.

import { Form, Input, InputNumber, Select, Switch } from "antd";
import type { ColumnView, SaveColumn } from "../../generated/types";
import { Button } from "../../shared/Button";
import { DraftClash, useDraft, type Line } from "../../shared/draft";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMay } from "../../shared/me";
import { useChannelName } from "../../shared/platforms";
import { sayDone } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";

type Draft = Omit<SaveColumn, "id" | "version">;

const empty: Draft = { name: "", aliases: [], parent: null, department: null, hosts: [], channels: [], cadence_days: null, standing: true, active: true };
const draftOf = (column: ColumnView | null): Draft =>
  column ? (({ name, aliases, parent, department, hosts, channels, cadence_days, standing, active }) => ({ name, aliases, parent, department, hosts, channels, cadence_days, standing, active }))(column) : empty;

interface ColumnFormProps {
  column: ColumnView | null;
  others: readonly ColumnView[];
  onSaved: (id: string) => void;
}

export function ColumnForm({ column, others, onSaved }: ColumnFormProps) {
  const t = useText("settings");
  const shared = useText("shared");
  const channelName = useChannelName();
  const may = useMay("edit");
  const departments = useRead("list_departments", {});
  const people = useRead("list_people", { on: null, with_left: false });
  const channels = useRead("list_channels", {});
  const form = useDraft(draftOf(column), column?.version ?? 0);
  const { draft, set } = form;
  const save = useWrite("save_column", {
    onError: (error) => {
      if (error.code === "stale") form.ask();
      return true;
    },
    onDone: (saved, { id: _, version: __, ...sent }) => {
      form.stored(draftOf(saved), saved.version, sent);
      sayDone(t("saved"));
      onSaved(saved.id);
    },
  });
  const put = (mine: Draft, version: number) => save.mutate({ id: column?.id ?? null, version, ...mine });
  const name = (list: readonly { id: string; name: string }[] | undefined, id: string | null) => list?.find((one) => one.id === id)?.name ?? "";
  const lines = (one: Draft): Line[] => [
    [t("columns.name"), one.name],
    [t("columns.aliases"), one.aliases.join("、")],
    [t("columns.department"), name(departments.data, one.department)],
    [t("columns.cadence"), one.cadence_days === null ? t("columns.cadence_none") : `${t("columns.cadence_each")} ${one.cadence_days} ${t("columns.cadence_days")}`],
    [t("columns.hosts"), one.hosts.map((id) => name(people.data, id)).join("、")],
    [t("columns.channels"), one.channels.map((id) => channels.data?.find((channel) => channel.id === id)?.handle ?? "").join("、")],
    [t("columns.parent"), name(others, one.parent)],
    [t("columns.standing"), shared(one.standing ? "yes" : "no")],
    [t("columns.active"), shared(one.active ? "yes" : "no")],
  ];
  return (
    <Form layout="vertical" disabled={!may} onFinish={() => (form.behind ? form.ask() : put(draft, form.version))}>
      <Form.Item label={t("columns.name")} required htmlFor="column-name">
        <Input id="column-name" autoFocus={column === null} maxLength={60} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      </Form.Item>
      <Form.Item label={t("columns.aliases")} htmlFor="column-aliases" extra={t("columns.aliases_hint")}>
        <Select id="column-aliases" mode="tags" open={false} suffixIcon={null} tokenSeparators={["、", ",", "，"]} maxCount={40} value={draft.aliases} onChange={(aliases: string[]) => set({ aliases })} />
      </Form.Item>
      <div className="settings-pair">
        <Form.Item label={t("columns.department")} htmlFor="column-department">
          <Select id="column-department" allowClear value={draft.department} options={departments.data?.map((one) => ({ value: one.id, label: one.name }))} onChange={(value: string | undefined) => set({ department: value ?? null })} />
        </Form.Item>
        <Form.Item label={t("columns.cadence")} htmlFor="column-cadence">
          <InputNumber id="column-cadence" className="settings-wide" min={1} max={366} precision={0} prefix={t("columns.cadence_each")} suffix={t("columns.cadence_days")} placeholder={t("columns.cadence_none")} value={draft.cadence_days} onChange={(cadence_days) => set({ cadence_days })} />
        </Form.Item>
      </div>
      <Form.Item label={t("columns.hosts")} htmlFor="column-hosts">
        <Select
          id="column-hosts"
          mode="multiple"
          maxCount={40}
          showSearch={{ filterOption: (text, option) => `${option?.["search"] ?? ""}`.includes(text.toLowerCase()) }}
          value={draft.hosts}
          options={people.data?.map((one) => ({ value: one.id, label: one.name, search: [one.name, ...one.initials].join(" ").toLowerCase() }))}
          onChange={(hosts) => set({ hosts })}
        />
      </Form.Item>
      <Form.Item label={t("columns.channels")} htmlFor="column-channels">
        <Select id="column-channels" mode="multiple" value={draft.channels} options={channels.data?.map((one) => ({ value: one.id, label: channelName(one) }))} onChange={(value) => set({ channels: value })} />
      </Form.Item>
      <div className="settings-pair">
        <Form.Item label={t("columns.parent")} htmlFor="column-parent">
          <Select id="column-parent" allowClear value={draft.parent} options={others.filter((one) => one.id !== column?.id).map((one) => ({ value: one.id, label: one.name }))} onChange={(value: string | undefined) => set({ parent: value ?? null })} />
        </Form.Item>
        <Form.Item label={t("columns.standing")} htmlFor="column-standing">
          <Switch id="column-standing" checked={draft.standing} checkedChildren={t("columns.standing")} unCheckedChildren={t("columns.occasional")} onChange={(standing) => set({ standing })} />
        </Form.Item>
      </div>
      {column && (
        <Form.Item label={t("columns.active")} htmlFor="column-active">
          <Switch id="column-active" checked={draft.active} onChange={(active) => set({ active })} />
        </Form.Item>
      )}
      {save.error && !form.behind && <ErrorNote error={save.error} />}
      <DraftClash form={form} lines={lines} busy={save.isPending} onMine={put} />
      {may && <Button htmlType="submit" type="primary" disabled={!form.dirty || draft.name.trim() === ""} loading={save.isPending}>{shared("save")}</Button>}
    </Form>
  );
}
