// One wording rule: its words, where they count, what is said about them, and a text on which it is tried as it stands here.

import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { useState, type KeyboardEvent } from "react";
import type { ProofStage, WordingRule, WordingRuleRow } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { ConfirmReason } from "../../shared/dialogs";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMay } from "../../shared/me";
import { sayDone } from "../../shared/say";
import { useWrite } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";
import { groups } from "./groups";
import { TryRule } from "./TryRule";

const stages: ProofStage[] = ["investigation", "prosecution", "trial", "judged", "civil", "administrative"];
const lists = ["after", "before", "not_after", "not_before"] as const;
type ListName = "words" | "fix" | "finds" | "passes" | (typeof lists)[number];

interface RuleFormProps {
  rule: WordingRule;
  /** Null: a new one. */
  row: WordingRuleRow | null;
  onSaved: (id: string) => void;
  onGone: () => void;
}

export function RuleForm({ rule, row, onSaved, onGone }: RuleFormProps) {
  const t = useText("wording");
  const mayEdit = useMay("edit");
  const may = row ? row.may_change : mayEdit;
  const [draft, setDraft] = useState(rule);
  const set = (patch: Partial<WordingRule>) => setDraft((old) => ({ ...old, ...patch }));
  const save = useWrite("save_wording_rule", {
    onDone: () => {
      sayDone(t("saved"));
      onSaved(draft.id);
    },
    onError: () => true,
  });
  const written = JSON.stringify(draft) !== JSON.stringify(rule);
  const dirty = row === null || written;
  const conditions = lists.some((name) => rule[name].length > 0) || rule.stages.length > 0;
  const list = (name: ListName, hint?: string) => (
    <Form.Item label={t(`field.${name}`)} htmlFor={`rule-${name}`} required={name === "words"} extra={hint}>
      <Select id={`rule-${name}`} mode="tags" open={false} suffixIcon={null} value={draft[name]} tokenSeparators={["、", "\n"]} onChange={(value: string[]) => set({ [name]: value })} />
    </Form.Item>
  );
  // Esc closes what stands beside a list; a rule that is being written is not to go with it.
  const stay = (event: KeyboardEvent) => written && event.key === "Escape" && event.stopPropagation();
  return (
    <Form layout="vertical" disabled={!may} className="rule-form" onKeyDown={stay} onFinish={() => save.mutate({ rule: draft, version: row?.version ?? 0 })}>
      {row?.disabled && <p className="rule-disabled">{t("disabled_for", { reason: row.reason, who: row.by?.name ?? "" })}</p>}
      {list("words", t("words_hint"))}
      <Form.Item label={t("field.message")} htmlFor="rule-message" required extra={t("message_hint")}>
        <Input.TextArea id="rule-message" autoSize={{ minRows: 2, maxRows: 5 }} maxLength={300} value={draft.message} onChange={(event) => set({ message: event.target.value })} />
      </Form.Item>
      <div className="settings-pair">
        <Form.Item label={t("group")} htmlFor="rule-group">
          <Select id="rule-group" value={draft.group} options={groups.map((value) => ({ value: value as string, label: t(`groups.${value}`) }))} onChange={(group) => set({ group })} />
        </Form.Item>
        <Form.Item label={t("severity")} htmlFor="rule-severity">
          <Select id="rule-severity" value={draft.severity} options={(["error", "warning", "info"] as const).map((value) => ({ value, label: t(`severity_means.${value}`) }))} onChange={(severity) => set({ severity })} />
        </Form.Item>
      </div>
      {list("fix", t("fix_hint"))}
      <div className="settings-pair">
        <Form.Item label={t("field.source")} htmlFor="rule-source">
          <Input id="rule-source" maxLength={200} value={draft.source} onChange={(event) => set({ source: event.target.value })} />
        </Form.Item>
        <Form.Item label={t("field.effective")} htmlFor="rule-effective" extra={t("effective_hint")}>
          <DatePicker id="rule-effective" placeholder={t("effective_always")} value={draft.effective ? dayjs(draft.effective) : null} onChange={(day) => set({ effective: day ? day.format("YYYY-MM-DD") : null })} />
        </Form.Item>
      </div>
      <details className="rule-more" open={conditions}>
        <summary>{t("conditions")}</summary>
        <Form.Item label={t("field.stages")} htmlFor="rule-stages">
          <Select id="rule-stages" mode="multiple" allowClear placeholder={t("any_stage")} value={draft.stages} options={stages.map((value) => ({ value, label: t(`stages.${value}`) }))} onChange={(value) => set({ stages: value })} />
        </Form.Item>
        <div className="settings-pair">{lists.map((name) => <div key={name}>{list(name)}</div>)}</div>
        <Form.Item label={t("field.near")} htmlFor="rule-near">
          <InputNumber id="rule-near" min={0} max={60} value={draft.near} onChange={(near) => set({ near: near ?? 0 })} />
        </Form.Item>
      </details>
      <details className="rule-more" open={row === null}>
        <summary>{t("own_test")}</summary>
        {list("finds", t("finds_hint"))}
        {list("passes", t("passes_hint"))}
      </details>
      <TryRule rule={draft} />
      {save.error && <ErrorNote error={save.error} />}
      {may && (
        <div className="settings-buttons">
          <Button type="primary" htmlType="submit" disabled={!dirty} loading={save.isPending}>{t(row?.origin === "shipped" ? "save_own" : "save")}</Button>
          {row && <Steps row={row} onGone={onGone} />}
        </div>
      )}
      {row?.at && row.by && <p className="quiet">{t("changed_by", { who: row.by.name })} <DayText value={row.at} withTime /></p>}
    </Form>
  );
}

/** Setting aside with a reason, bringing back, and dropping what the unit made of a rule. */
function Steps({ row, onGone }: { row: WordingRuleRow; onGone: () => void }) {
  const t = useText("wording");
  const [asking, setAsking] = useState<"disable" | "remove" | null>(null);
  const close = () => setAsking(null);
  const active = useWrite("set_wording_rule_active", { onDone: close });
  const remove = useWrite("remove_wording_rule", {
    onDone: (left) => {
      close();
      if (left === null) onGone();
    },
  });
  const { rule, version, origin, disabled } = row;
  return (
    <>
      {disabled ? (
        <Button loading={active.isPending} onClick={() => active.mutate({ rule: rule.id, version, active: true, reason: "" })}>{t("enable")}</Button>
      ) : (
        <Button onClick={() => setAsking("disable")}>{t("disable")}</Button>
      )}
      {origin !== "shipped" && <Button danger onClick={() => setAsking("remove")}>{t(origin === "own" ? "remove" : "as_shipped")}</Button>}
      <ConfirmReason open={asking === "disable"} title={t("disable")} text={t("disable_text")} confirm={t("disable")} busy={active.isPending} onCancel={close} onConfirm={(reason) => active.mutate({ rule: rule.id, version, active: false, reason })} />
      <ConfirmReason open={asking === "remove"} title={t(origin === "own" ? "remove" : "as_shipped")} confirm={t(origin === "own" ? "remove" : "as_shipped")} danger busy={remove.isPending} onCancel={close} onConfirm={(reason) => remove.mutate({ rule: rule.id, version, reason })} />
    </>
  );
}
