// One person of the roster: employments and absences, and what may be done with them now.

import { EditOutlined } from "@ant-design/icons";
import { Input, Popconfirm } from "antd";
import { useState } from "react";
import type { AbsenceView, EmploymentView, PersonStep, PersonView } from "../../../generated/types";
import { Button } from "../../../shared/Button";
import { DraftClash, useDraft } from "../../../shared/draft";
import { ErrorNote } from "../../../shared/ErrorNote";
import { Link, go } from "../../../shared/route";
import { sayDone } from "../../../shared/say";
import { Skeleton } from "../../../shared/Skeleton";
import { useRead, useWrite } from "../../../shared/studio";
import { DayText } from "../../../shared/time";
import { useText } from "../../../text";
import { EmploymentDialog, type EmploymentStep } from "./EmploymentDialog";
import { AbsenceDialog } from "./AbsenceDialog";

const buttons: PersonStep[] = ["employ", "transfer", "end", "record_absence", "create_account"];

export function PersonDetail({ id }: { id: string }) {
  const read = useRead("get_person", { id }, { keep: false });
  if (read.error) return <ErrorNote error={read.error} retry={() => void read.refetch()} />;
  if (!read.data) return <Skeleton />;
  return <Shown key={id} person={read.data} />;
}

function Shown({ person }: { person: PersonView }) {
  const t = useText("people");
  const [step, setStep] = useState<EmploymentStep | null>(null);
  const [away, setAway] = useState(false);
  const may = (wanted: PersonStep) => person.steps.includes(wanted);
  const current = person.employments.findLast((one) => one.to === null) ?? person.employments.at(-1);
  const press = (wanted: PersonStep) => {
    if (wanted === "record_absence") setAway(true);
    else if (wanted === "create_account") go({ to: "/settings/$section", params: { section: "accounts" }, search: { add: person.id } });
    else if (wanted === "employ") setStep({ kind: "employ" });
    else if (current && (wanted === "transfer" || wanted === "end")) setStep({ kind: wanted, employment: current });
  };
  return (
    <div className="person-detail">
      <Name person={person} />
      <Link to="/people/$id" params={{ id: person.id }}>{t("person.page")}</Link>
      <div className="person-steps">
        {buttons.filter(may).map((one) => (
          <Button key={one} size="small" onClick={() => press(one)}>{t(`step.${one as "end"}`)}</Button>
        ))}
      </div>
      <section>
        <h3>{t("person.employments")}</h3>
        <ol className="person-terms">
          {person.employments.length === 0 && <li className="quiet">{t("person.none")}</li>}
          {person.employments.toReversed().map((one) => (
            <Employment key={one.id} one={one} onCorrect={may("rename") ? () => setStep({ kind: "correct", employment: one }) : null} />
          ))}
        </ol>
      </section>
      <section>
        <h3>{t("person.absences")}</h3>
        <ol className="person-terms">
          {person.absences.length === 0 && <li className="quiet">{t("person.no_absences")}</li>}
          {person.absences.toReversed().map((one) => <Absence key={one.id} one={one} may={may("rename")} />)}
        </ol>
      </section>
      <EmploymentDialog person={person} step={step} onClose={() => setStep(null)} />
      <AbsenceDialog person={person} open={away} onClose={() => setAway(false)} />
    </div>
  );
}

function Name({ person }: { person: PersonView }) {
  const t = useText("people");
  const [writing, setWriting] = useState(false);
  const form = useDraft({ name: person.name }, person.version);
  const save = useWrite("save_person", {
    onDone: (saved, sent) => {
      form.stored({ name: saved.name }, saved.version, { name: sent.name });
      setWriting(false);
      sayDone(t("done"));
    },
    onError: (error) => {
      if (error.code !== "stale") return false;
      form.ask();
      return true;
    },
  });
  const put = ({ name }: { name: string }, version: number) => save.mutate({ id: person.id, version, name: name.trim(), employment: null });
  const leave = () => {
    form.set({ name: person.name });
    setWriting(false);
  };
  const submit = () => {
    const name = form.draft.name.trim();
    if (save.isPending || form.clash.open) return;
    if (name === "" || name === person.name) leave();
    else if (form.behind) form.ask();
    else put(form.draft, form.version);
  };
  if (writing)
    return (
      <div>
        <Input autoFocus aria-label={t("form.name")} maxLength={60} value={form.draft.name} disabled={save.isPending} onChange={(event) => form.set({ name: event.target.value })} onPressEnter={submit} onBlur={submit} onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          leave();
        }} />
        <DraftClash form={form} lines={(one) => [[t("form.name"), one.name]]} busy={save.isPending} onMine={put} />
      </div>
    );
  return (
    <h2 className="person-name">
      {person.name}
      {person.steps.includes("rename") && <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("person.rename")} title={t("person.rename")} onClick={() => setWriting(true)} />}
    </h2>
  );
}

function Span({ from, to }: { from: string; to: string | null }) {
  const t = useText("people");
  return (
    <span className="quiet">
      <DayText value={from} style="iso" /> – {to === null ? t("form.open_end") : <DayText value={to} style="iso" />}
    </span>
  );
}

function Employment({ one, onCorrect }: { one: EmploymentView; onCorrect: (() => void) | null }) {
  const t = useText("people");
  return (
    <li>
      <div>
        <strong>{one.department_name}</strong> {t(`category.${one.category}`)} {one.title}
        <br />
        <Span from={one.from} to={one.to} />
      </div>
      {onCorrect && <Button type="link" size="small" onClick={onCorrect}>{t("person.correct")}</Button>}
    </li>
  );
}

function Absence({ one, may }: { one: AbsenceView; may: boolean }) {
  const t = useText("people");
  const remove = useWrite("remove_absence");
  return (
    <li>
      <div>
        {t(`absence.${one.kind}`)}
        <br />
        <Span from={one.from} to={one.to} />
      </div>
      {may && (
        <Popconfirm title={t("person.remove_ask")} onConfirm={() => remove.mutate({ id: one.id, version: one.version })}>
          <Button type="link" size="small">{t("person.remove")}</Button>
        </Popconfirm>
      )}
    </li>
  );
}
