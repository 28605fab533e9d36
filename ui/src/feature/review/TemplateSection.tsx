// The review template as a form: the stages in their order, who votes, how long, and what makes them vote again.

import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Checkbox, Dropdown, Input, InputNumber, Segmented, Select } from "antd";
import type { ReactNode } from "react";
import type { CheckGroup, DepartmentKind, ReviewGate, ReviewSubject, Role, ScriptField, StageRule, Template, TemplateView } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { DraftClash, useDraft, type Line } from "../../shared/draft";
import { ErrorNote } from "../../shared/ErrorNote";
import { sayDone } from "../../shared/say";
import { StateTag } from "../../shared/StateTag";
import { useRead, useWrite } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import "./review.css";

const fields: ScriptField[] = [
  "hook", "legal_point", "law_cited", "takeaway", "case_stage", "context_law", "size", "setting", "picture", "speaker", "line", "caption", "seconds", "note", "order", "omitted",
];
const roles: Role[] = ["reviewer", "manager", "editor", "staff", "administrator"];
const kinds: DepartmentKind[] = ["business", "political", "publicity", "general"];
const groups: CheckGroup[] = ["law", "privacy", "wording"];
/** In the choice of checks: whatever the stage's gate answers for. */
const byGate = "by_gate";
const gates: ReviewGate[] = ["law", "politics", "secrecy", "sign_off", "proofread", "cut"];

export function TemplateSection() {
  const t = useText("review");
  const [url, setUrl] = useUrlState({ subject: "script" });
  const subject: ReviewSubject = url.subject === "final_cut" ? "final_cut" : "script";
  const found = useRead("review_template", { subject }, { keep: false });
  return (
    <section className="review-template">
      <h2>{t("template.title")}</h2>
      <Segmented<ReviewSubject>
        aria-label={t("template.subject")}
        style={{ justifySelf: "start" }}
        value={subject}
        onChange={(next) => setUrl({ subject: next })}
        options={(["script", "final_cut"] as const).map((value) => ({ value, label: t(`subject.${value}`) }))}
      />
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Editor key={subject} found={found.data} />}
    </section>
  );
}

function Editor({ found }: { found: TemplateView }) {
  const t = useText("review");
  const form = useDraft<Template>(found.template, found.number);
  const template = form.draft;
  const save = useWrite("save_review_template", {
    onDone: (saved, sent) => {
      form.stored(saved.template, saved.number, sent.template);
      sayDone(t("template.saved"));
    },
    onError: (error) => {
      if (error.code === "stale") form.ask();
      return true;
    },
  });
  const may = found.may_save;
  const stages = (next: StageRule[]) => form.set({ stages: next });
  const put = (mine: Template, number: number) => save.mutate({ number, template: mine });
  const replace = (at: number, patch: Partial<StageRule>) => stages(template.stages.map((one, place) => (place === at ? { ...one, ...patch } : one)));
  const swap = (at: number, by: number) => {
    const next = [...template.stages];
    const [one, other] = [next[at], next[at + by]];
    if (!one || !other) return;
    next[at] = other;
    next[at + by] = one;
    stages(next);
  };
  const unfilled = found.template.stages.filter((stage) => found.unfilled.includes(stage.key)).map((stage) => stage.name);
  return (
    <>
      <p className="quiet">
        {found.number === 0 ? t("template.shipped") : t("template.version", { n: found.number })}
        {found.saved_by && ` · ${t("template.saved_by", { who: found.saved_by.name })}`}
        {!may && ` · ${t("template.only_look")}`}
      </p>
      {unfilled.length > 0 && <StateTag tone="doubt">{t("template.unfilled", { stages: unfilled.join("、") })}</StateTag>}
      {template.stages.map((stage, at) => (
        <StageForm
          key={stage.key}
          stage={stage}
          cut={template.subject === "final_cut"}
          disabled={!may}
          onChange={(patch) => replace(at, patch)}
          tools={
            may && (
              <span>
                <Button size="small" type="text" icon={<ArrowUpOutlined />} aria-label={t("template.up")} disabled={at === 0} onClick={() => swap(at, -1)} />
                <Button size="small" type="text" icon={<ArrowDownOutlined />} aria-label={t("template.down")} disabled={at === template.stages.length - 1} onClick={() => swap(at, 1)} />
                <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t("template.remove")} onClick={() => stages(template.stages.filter((one) => one !== stage))} />
              </span>
            )
          }
        />
      ))}
      {save.error && !form.behind && <ErrorNote error={save.error} text={save.error.code === "stale" ? t("template.conflict") : undefined} />}
      <DraftClash form={form} lines={useLines()} busy={save.isPending} onMine={put} />
      {may && (
        <div className="template-checks">
          <Button type="primary" disabled={!form.dirty} loading={save.isPending} onClick={() => (form.behind ? form.ask() : put(template, form.version))}>{t("template.save")}</Button>
          <Button icon={<PlusOutlined />} onClick={() => stages([...template.stages, fresh(template)])}>{t("template.add")}</Button>
          <Dropdown
            trigger={["click"]}
            menu={{
              items: found.shipped.map((one, at) => ({ key: String(at), label: one.name })),
              onClick: ({ key }) => form.set(found.shipped[Number(key)] ?? template),
            }}
          >
            <Button type="text">{t("template.reset")}</Button>
          </Dropdown>
        </div>
      )}
    </>
  );
}

/** A template stage by stage, for comparing two versions of it. */
function useLines(): (template: Template) => Line[] {
  const t = useText("review");
  const list = (words: readonly string[]) => words.join("、");
  return ({ name, stages }) => [
    [t("template.name"), name],
    ...stages.map((stage): Line => [
      `${stage.step} · ${stage.name}`,
      [
        t(`template.gates.${stage.gate}`),
        list(stage.voters.roles.map((role) => t(`template.role.${role}`))),
        list(stage.voters.department_kinds.map((kind) => t(`template.kind.${kind}`))),
        `${t("template.votes")} ${stage.votes_needed}`,
        `${t("template.hours")} ${stage.due_hours}`,
        list(fields.filter((field) => stage.watched.includes(field)).map((field) => t(`field.${field}`))),
        stage.checks && `${t("template.checks")}: ${list(stage.checks.map((one) => t(`template.check.${one}`))) || t("template.checks_none")}`,
        stage.required ? t("template.required") : "",
        stage.overridable ? t("template.overridable") : "",
      ].filter(Boolean).join(" · "),
    ]),
  ];
}

/** A new stage behind the last one, with a key that nothing has yet. */
function fresh(template: Template): StageRule {
  const keys = new Set(template.stages.map((stage) => stage.key));
  let n = template.stages.length + 1;
  while (keys.has(`stage_${n}`)) n += 1;
  const cut = template.subject === "final_cut";
  return {
    key: `stage_${n}`,
    name: "",
    gate: cut ? "cut" : "proofread",
    step: Math.max(1, ...template.stages.map((stage) => stage.step)),
    voters: { roles: ["reviewer"], department_kinds: [], persons: [] },
    votes_needed: 1,
    due_hours: 24,
    watched: cut ? ["cut"] : ["line", "caption"],
    required: false,
    overridable: true,
    formats: [],
    checks: null,
  };
}

interface StageFormProps {
  stage: StageRule;
  cut: boolean;
  disabled: boolean;
  onChange: (patch: Partial<StageRule>) => void;
  tools: ReactNode;
}

function StageForm({ stage, cut, disabled, onChange, tools }: StageFormProps) {
  const t = useText("review");
  const people = useRead("list_people", { on: null, with_left: false }).data ?? [];
  const voters = (patch: Partial<StageRule["voters"]>) => onChange({ voters: { ...stage.voters, ...patch } });
  return (
    <fieldset className="template-stage" disabled={disabled} aria-label={stage.name}>
      <div className="template-line">
        <label>{t("template.name")}<Input value={stage.name} maxLength={30} onChange={(event) => onChange({ name: event.target.value })} /></label>
        <label>{t("template.gate")}<Select disabled={disabled} value={stage.gate} onChange={(gate) => onChange({ gate })} options={gates.map((value) => ({ value, label: t(`template.gates.${value}`) }))} /></label>
        <label title={t("template.step_hint")}>{t("template.step")}<InputNumber min={1} max={20} value={stage.step} onChange={(step) => onChange({ step: step ?? 1 })} /></label>
        <label>{t("template.votes")}<InputNumber min={1} max={5} value={stage.votes_needed} onChange={(votes) => onChange({ votes_needed: votes ?? 1 })} /></label>
        <label>{t("template.hours")}<InputNumber min={1} max={720} value={stage.due_hours} onChange={(hours) => onChange({ due_hours: hours ?? 24 })} /></label>
      </div>
      <div className="template-line">
        <label>{t("template.roles")}<Select disabled={disabled} mode="multiple" value={stage.voters.roles} onChange={(next) => voters({ roles: next })} options={roles.map((value) => ({ value, label: t(`template.role.${value}`) }))} /></label>
        <label>{t("template.kinds")}<Select disabled={disabled} mode="multiple" value={stage.voters.department_kinds} onChange={(next) => voters({ department_kinds: next })} options={kinds.map((value) => ({ value, label: t(`template.kind.${value}`) }))} /></label>
        <label>{t("template.persons")}<Select disabled={disabled} mode="multiple" showSearch={{ optionFilterProp: "label" }} value={stage.voters.persons} onChange={(next) => voters({ persons: next })} options={people.filter((one) => one.has_account).map((one) => ({ value: one.id, label: one.name }))} /></label>
      </div>
      {!cut && (
        <label className="template-wide">
          {t("template.watched")}
          <Select disabled={disabled} mode="multiple" value={stage.watched} onChange={(watched) => onChange({ watched })} options={fields.map((value) => ({ value, label: t(`field.${value}`) }))} />
        </label>
      )}
      {!cut && (
        <label className="template-wide" title={t("template.checks_hint")}>
          {t("template.checks")}
          <Select
            disabled={disabled}
            mode="multiple"
            placeholder={t("template.checks_none")}
            value={stage.checks ?? [byGate]}
            options={[byGate, ...groups].map((value) => ({ value, label: t(`template.check.${value}` as "template.check.law") }))}
            onChange={(next: string[]) => onChange({ checks: next.includes(byGate) && stage.checks !== null ? null : groups.filter((one) => next.includes(one)) })}
          />
        </label>
      )}
      <div className="template-checks">
        <Checkbox disabled={disabled} checked={stage.required} onChange={(event) => onChange({ required: event.target.checked })}>{t("template.required")}</Checkbox>
        <Checkbox disabled={disabled} checked={stage.overridable} onChange={(event) => onChange({ overridable: event.target.checked })}>{t("template.overridable")}</Checkbox>
        {tools}
      </div>
    </fieldset>
  );
}
