// The rules that everybody works by: speaking rate, gaps and times of posting, filing, who counts.

import { Checkbox, Form, InputNumber, Radio, Switch } from "antd";
import type { Category, CountingPolicy, SettingsView, UnitSettings } from "../../generated/types";
import { Button } from "../../shared/Button";
import { DraftClash, useDraft, type Line } from "../../shared/draft";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMay } from "../../shared/me";
import { sayDone } from "../../shared/say";
import { Skeleton } from "../../shared/Skeleton";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { SlotsField, slotWords } from "./SlotsField";

export function WorkingSection() {
  const read = useRead("get_settings", {});
  if (read.error) return <ErrorNote error={read.error} retry={() => void read.refetch()} />;
  return read.data ? <Shown view={read.data} /> : <Skeleton />;
}

function Shown({ view }: { view: SettingsView }) {
  const t = useText("settings");
  const shared = useText("shared");
  const may = useMay("administer");
  const form = useDraft(view.settings, view.version);
  const { draft, set } = form;
  const count = (patch: Partial<CountingPolicy>) => set({ counting: { ...draft.counting, ...patch } });
  const save = useWrite("save_settings", {
    onError: (error) => {
      if (error.code === "stale") form.ask();
      return true;
    },
    onDone: (saved, sent) => {
      form.stored(saved.settings, saved.version, sent.settings);
      sayDone(t("saved"));
    },
  });
  const submit = () => (form.behind ? form.ask() : save.mutate({ version: form.version, settings: draft }));
  return (
    <Form layout="vertical" className="settings-form" disabled={!may} onFinish={submit}>
      <h2>{t("working.script")}</h2>
      <Form.Item label={t("working.rate")} htmlFor="rate" extra={t("working.rate_help")}>
        <InputNumber id="rate" min={180} max={320} precision={0} suffix={t("working.rate_unit")} value={draft.speaking_rate} onChange={(value) => value !== null && set({ speaking_rate: value })} />
      </Form.Item>
      <h2>{t("working.schedule")}</h2>
      <Form.Item label={t("working.gap")} htmlFor="gap">
        <InputNumber id="gap" min={0} max={10_080} precision={0} suffix={t("working.gap_unit")} value={draft.least_gap_minutes} onChange={(value) => value !== null && set({ least_gap_minutes: value })} />
      </Form.Item>
      <Form.Item label={t("working.slots")} extra={t("working.slots_help")}>
        <SlotsField value={draft.slots} disabled={!may} onChange={(slots) => set({ slots })} />
      </Form.Item>
      <h2>{t("working.gates")}</h2>
      <Form.Item label={t("working.filing")} htmlFor="filing">
        <Switch id="filing" checked={draft.filing_required} onChange={(filing_required) => set({ filing_required })} />
      </Form.Item>
      <h2>{t("working.counting")}</h2>
      <Form.Item label={t("working.roles")}>
        <Radio.Group
          value={draft.counting.roles}
          options={(["strict", "wide"] as const).map((one) => ({ value: one, label: t(`working.roles_${one}`) }))}
          onChange={(event) => count({ roles: event.target.value as CountingPolicy["roles"] })}
        />
      </Form.Item>
      <Form.Item label={t("working.categories")}>
        <Checkbox.Group
          value={draft.counting.categories}
          options={(["staff", "contract"] as const).map((one) => ({ value: one, label: t(`category.${one}`) }))}
          onChange={(categories) => categories.length > 0 && count({ categories: categories as Category[] })}
        />
      </Form.Item>
      <Form.Item>
        <Checkbox checked={draft.counting.on_leave} onChange={(event) => count({ on_leave: event.target.checked })}>{t("working.on_leave")}</Checkbox>
        <br />
        <Checkbox checked={draft.counting.on_secondment} onChange={(event) => count({ on_secondment: event.target.checked })}>{t("working.on_secondment")}</Checkbox>
      </Form.Item>
      <Form.Item label={t("working.least_days")} htmlFor="least" extra={t("working.note")}>
        <InputNumber id="least" min={1} max={366} precision={0} suffix={t("working.days")} value={draft.counting.least_days} onChange={(value) => value !== null && count({ least_days: value })} />
      </Form.Item>
      {save.error && !form.behind && <ErrorNote error={save.error} />}
      <DraftClash form={form} lines={useLines()} busy={save.isPending} onMine={(settings, version) => save.mutate({ version, settings })} />
      {may ? <Button htmlType="submit" type="primary" disabled={!form.dirty} loading={save.isPending}>{shared("save")}</Button> : <p className="settings-note">{t("only_admin")}</p>}
    </Form>
  );
}

/** The rules in words, for comparing two versions of them. */
function useLines(): (settings: UnitSettings) => Line[] {
  const t = useText("settings");
  const shared = useText("shared");
  const yes = (on: boolean) => shared(on ? "yes" : "no");
  return ({ speaking_rate, least_gap_minutes, slots, filing_required, counting }) => [
    [t("working.rate"), `${speaking_rate} ${t("working.rate_unit")}`],
    [t("working.gap"), `${least_gap_minutes} ${t("working.gap_unit")}`],
    [t("working.slots"), slots.map((slot) => slotWords(t, slot)).join("；")],
    [t("working.filing"), yes(filing_required)],
    [t("working.roles"), t(`working.roles_${counting.roles}`)],
    [t("working.categories"), counting.categories.map((one) => t(`category.${one}`)).join("、")],
    [t("working.on_leave"), yes(counting.on_leave)],
    [t("working.on_secondment"), yes(counting.on_secondment)],
    [t("working.least_days"), `${counting.least_days} ${t("working.days")}`],
  ];
}
