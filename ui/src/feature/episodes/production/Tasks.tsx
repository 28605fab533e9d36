// Tasks by craft: who does what until when.

import { Checkbox, Input, Select } from "antd";
import { useState } from "react";
import type { Craft, ProductionView, TaskView } from "../../../generated/types";
import { Button } from "../../../shared/Button";
import { sayUndo } from "../../../shared/say";
import { StateTag } from "../../../shared/StateTag";
import { useRead, useWrite } from "../../../shared/studio";
import { DayText } from "../../../shared/time";
import { useText } from "../../../text";
import { Section } from "./Section";

const crafts: Craft[] = ["shoot", "edit", "subtitles", "cover"];

export function Tasks({ production }: { production: ProductionView }) {
  const t = useText("production");
  const [adding, setAdding] = useState(false);
  const may = production.steps.includes("save_task");
  return (
    <Section title={t("tasks.title")} tools={may && !adding && <Button size="small" onClick={() => setAdding(true)}>{t("tasks.add")}</Button>}>
      {production.tasks.length === 0 && !adding && <p className="quiet">{t("tasks.none")}</p>}
      <ul className="lines">
        {production.tasks.map((task) => <TaskLine key={`${task.id} ${task.version}`} episode={production.episode} task={task} may={may} />)}
      </ul>
      {adding && <NewTask episode={production.episode} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function TaskLine({ episode, task, may }: { episode: string; task: TaskView; may: boolean }) {
  const t = useText("production");
  const finish = useWrite("finish_task");
  const again = useWrite("save_task");
  const remove = useWrite("remove_task", {
    onDone: () =>
      sayUndo(t("tasks.removed", { craft: t(`tasks.crafts.${task.craft}`) }), () =>
        again.mutate({ episode, id: null, version: 0, craft: task.craft, note: task.note, assignee: task.assignee?.id ?? null, start: task.start, due: task.due })),
  });
  const done = task.done_at !== null;
  return (
    <li>
      <Checkbox
        checked={done}
        disabled={!may || finish.isPending}
        aria-label={`${t(`tasks.crafts.${task.craft}`)} ${t("tasks.done")}`}
        onChange={({ target }) => finish.mutate({ id: task.id, version: task.version, done: target.checked })}
      />
      <strong>{t(`tasks.crafts.${task.craft}`)}</strong>
      <span>{task.assignee?.name ?? <span className="quiet">{t("tasks.nobody")}</span>}</span>
      {task.due && <DayText value={task.due} near />}
      {task.overdue && <StateTag tone="stop">{t("tasks.overdue")}</StateTag>}
      <span className="quiet lines-note">{done && task.done_by ? t("tasks.finished", { name: task.done_by.name }) : task.note || "\u00a0"}</span>
      {may && !done && <Button type="text" size="small" loading={remove.isPending} onClick={() => remove.mutate({ id: task.id, version: task.version })}>{t("tasks.remove")}</Button>}
    </li>
  );
}

function NewTask({ episode, onClose }: { episode: string; onClose: () => void }) {
  const t = useText("production");
  const people = useRead("list_people", { on: null, with_left: false });
  const [craft, setCraft] = useState<Craft>("shoot");
  const [assignee, setAssignee] = useState<string | null>(null);
  const [due, setDue] = useState("");
  const [start, setStart] = useState("");
  const [note, setNote] = useState("");
  const save = useWrite("save_task", { onDone: onClose });
  const send = () => save.mutate({ episode, id: null, version: 0, craft, note, assignee, start: start || null, due: due || null });
  return (
    <form
      className="made-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Select<Craft> aria-label={t("tasks.craft")} value={craft} options={crafts.map((one) => ({ value: one, label: t(`tasks.crafts.${one}`) }))} onChange={setCraft} />
      <Select
        allowClear
        aria-label={t("tasks.assignee")}
        placeholder={t("tasks.assignee")}
        value={assignee}
        showSearch={{ optionFilterProp: "label" }}
        options={(people.data ?? []).map((one) => ({ value: one.id as string, label: one.name }))}
        onChange={(one) => setAssignee(one ?? null)}
      />
      <label>{t("tasks.start")} <Input type="date" value={start} onChange={(event) => setStart(event.target.value)} /></label>
      <label>{t("tasks.due")} <Input type="date" value={due} onChange={(event) => setDue(event.target.value)} /></label>
      <Input className="made-wide" value={note} maxLength={500} placeholder={t("tasks.note_hint")} aria-label={t("tasks.note")} onChange={(event) => setNote(event.target.value)} />
      <Button htmlType="submit" type="primary" loading={save.isPending}>{t("tasks.add")}</Button>
    </form>
  );
}
