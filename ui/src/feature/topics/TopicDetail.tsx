// One topic beside the list: everything that can be said later, saved when a field is left, with its history below.

import { DatePicker, Form, Input, Select } from "antd";
import dayjs from "dayjs";
import { useRef } from "react";
import type { SaveTopic, TopicSource, TopicState, TopicView } from "../../generated/types";
import { Button } from "../../shared/Button";
import { DraftClash, useDraft, type Line } from "../../shared/draft";
import { ErrorNote } from "../../shared/ErrorNote";
import { Link } from "../../shared/route";
import { Skeleton } from "../../shared/Skeleton";
import { StateOf } from "../../shared/StateTag";
import { useRead, useWrite } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";
import { actionTo } from "./moves";
import { NearList, NearWarning } from "./Near";
import type { Moves } from "./useMoves";

type Draft = Omit<SaveTopic, "id" | "version">;

const sources: TopicSource[] = ["case", "request", "hot_topic", "publicity_day", "feedback", "other"];
const targets: TopicState[] = ["shortlisted", "adopted", "proposed", "shelved", "declined"];

const draftOf = ({ row, angle, legal_point, law_cited }: TopicView): Draft => ({
  title: row.title, angle, source: row.source, legal_point, law_cited, column: row.column?.id ?? null,
  department: row.department, wanted_day: row.wanted_day, proposers: row.proposers.map((person) => person.id),
});

export function TopicDetail({ id, move }: { id: string; move: Moves["move"] }) {
  const read = useRead("topic_view", { id }, { keep: false });
  if (read.error) return <ErrorNote error={read.error} retry={() => void read.refetch()} />;
  if (!read.data) return <Skeleton />;
  return <Shown key={id} view={read.data} move={move} />;
}

interface ShownProps {
  view: TopicView;
  move: Moves["move"];
}

function Shown({ view, move }: ShownProps) {
  const t = useText("topics");
  const { row, near } = view;
  const form = useDraft(draftOf(view), row.version);
  const { draft, dirty } = form;
  const mayWrite = row.steps.includes("save");
  // What was left while a save was on its way goes after it.
  const waiting = useRef<Draft | null>(null);

  const save = useWrite("save_topic", {
    onDone: (answer, { id: _, version: __, ...sent }) => {
      form.stored(draftOf(answer), answer.row.version, sent);
      const next = waiting.current;
      waiting.current = null;
      if (next && JSON.stringify(next) !== JSON.stringify(sent)) put(next, answer.row.version);
    },
    onError: (error) => {
      if (error.code !== "stale") return false;
      form.ask();
      return true;
    },
  });
  const put = (next: Draft, version: number) => {
    if (next.title.trim() !== "" && next.proposers.length > 0) save.mutate({ id: row.id, version, ...next });
  };
  const keep = (next: Draft) => {
    if (save.isPending) waiting.current = next;
    else if (form.behind) form.ask();
    else put(next, form.version);
  };
  const set = (patch: Partial<Draft>, now = false) => {
    form.set(patch);
    if (now) keep({ ...draft, ...patch });
  };
  const leave = () => {
    if (dirty) keep(draft);
  };
  return (
    <div className="topic-detail">
      <div className="topic-detail-head">
        <StateOf kind="topic" value={row.state} />
        {save.isSuccess && !dirty && <span className="quiet" role="status">{t("detail.saved")}</span>}
        {row.episode && <Link to="/episodes/$id" params={{ id: row.episode }}>{t("detail.episode")}</Link>}
      </div>
      <div className="topic-steps">
        {targets
          .filter((to) => to !== row.state && row.steps.includes(actionTo[to]))
          .map((to) => (
            <Button key={to} type={to === "adopted" ? "primary" : "default"} size="small" disabled={dirty || save.isPending} onClick={() => move(row, to, null)}>
              {t(`action.${actionTo[to] as "adopt"}`)}
            </Button>
          ))}
      </div>
      <Fields draft={draft} set={set} leave={leave} disabled={!mayWrite} />
      {dirty ? <NearWarning title={draft.title} angle={draft.angle} but={row.id} /> : near.length > 0 && (
        <div className="near">
          <p>{t("near.head")}</p>
          <NearList near={near} />
        </div>
      )}
      <History view={view} />
      <DraftClash form={form} lines={useLines(view)} busy={save.isPending} onMine={put} />
    </div>
  );
}

/** What a topic says, field by field, for comparing two versions of it. */
function useLines({ row }: TopicView): (draft: Draft) => Line[] {
  const t = useText("topics");
  const columns = useRead("list_columns", {}).data;
  const departments = useRead("list_departments", {}).data;
  const people = useRead("list_people", { on: null, with_left: true }).data;
  const name = (list: readonly { id: string; name: string }[] | undefined, id: string | null) => list?.find((one) => one.id === id)?.name ?? "";
  return (draft) => [
    [t("detail.title"), draft.title],
    [t("detail.angle"), draft.angle],
    [t("detail.column"), name(columns, draft.column)],
    [t("detail.source"), t(`source.${draft.source}`)],
    [t("detail.wanted"), draft.wanted_day ?? ""],
    [t("detail.department"), name(departments, draft.department)],
    [t("detail.proposers"), draft.proposers.map((id) => row.proposers.find((one) => one.id === id)?.name ?? name(people, id)).join("、")],
    [t("detail.legal_point"), draft.legal_point],
    [t("detail.law_cited"), draft.law_cited],
  ];
}

interface FieldsProps {
  draft: Draft;
  set: (patch: Partial<Draft>, now?: boolean) => void;
  leave: () => void;
  disabled: boolean;
}

function Fields({ draft, set, leave, disabled }: FieldsProps) {
  const t = useText("topics");
  const shared = useText("shared");
  const columns = useRead("list_columns", {});
  const departments = useRead("list_departments", {});
  const people = useRead("list_people", { on: null, with_left: true });
  return (
    <Form layout="vertical" disabled={disabled} className="topic-fields">
      <Form.Item label={t("detail.title")} htmlFor="topic-title" validateStatus={draft.title.trim() === "" ? "error" : ""} help={draft.title.trim() === "" ? shared("required") : undefined}>
        <Input id="topic-title" value={draft.title} maxLength={60} onChange={(event) => set({ title: event.target.value })} onBlur={leave} onPressEnter={leave} />
      </Form.Item>
      <Form.Item label={t("detail.angle")} htmlFor="topic-angle">
        <Input.TextArea id="topic-angle" autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} placeholder={t("detail.angle_hint")} value={draft.angle} onChange={(event) => set({ angle: event.target.value })} onBlur={leave} />
      </Form.Item>
      <div className="topic-pair">
        <Form.Item label={t("detail.column")} htmlFor="topic-column">
          <Select id="topic-column" allowClear showSearch={{ optionFilterProp: "label" }} value={draft.column} options={columns.data?.filter((one) => one.active || one.id === draft.column).map((one) => ({ value: one.id, label: one.name }))} onChange={(value: string | undefined) => set({ column: value ?? null }, true)} />
        </Form.Item>
        <Form.Item label={t("detail.source")} htmlFor="topic-source">
          <Select id="topic-source" value={draft.source} options={sources.map((one) => ({ value: one, label: t(`source.${one}`) }))} onChange={(value) => set({ source: value }, true)} />
        </Form.Item>
        <Form.Item label={t("detail.wanted")} htmlFor="topic-wanted">
          <DatePicker id="topic-wanted" className="wide" value={draft.wanted_day ? dayjs(draft.wanted_day) : null} onChange={(day) => set({ wanted_day: day ? day.format("YYYY-MM-DD") : null }, true)} />
        </Form.Item>
        <Form.Item label={t("detail.department")} htmlFor="topic-department">
          <Select id="topic-department" allowClear value={draft.department} options={departments.data?.map((one) => ({ value: one.id, label: one.name }))} onChange={(value: string | undefined) => set({ department: value ?? null }, true)} />
        </Form.Item>
      </div>
      <Form.Item label={t("detail.proposers")} htmlFor="topic-proposers">
        <Select
          id="topic-proposers"
          mode="multiple"
          maxCount={20}
          showSearch={{ filterOption: (text, option) => `${option?.["search"] ?? ""}`.includes(text.toLowerCase()) }}
          value={draft.proposers}
          options={people.data?.map((one) => ({ value: one.id, label: one.name, search: [one.name, ...one.initials].join(" ").toLowerCase() }))}
          onChange={(value) => set({ proposers: value }, true)}
        />
      </Form.Item>
      <Form.Item label={t("detail.legal_point")} htmlFor="topic-point">
        <Input.TextArea id="topic-point" autoSize={{ minRows: 1, maxRows: 6 }} maxLength={500} placeholder={t("detail.legal_point_hint")} value={draft.legal_point} onChange={(event) => set({ legal_point: event.target.value })} onBlur={leave} />
      </Form.Item>
      <Form.Item label={t("detail.law_cited")} htmlFor="topic-law">
        <Input.TextArea id="topic-law" autoSize={{ minRows: 1, maxRows: 6 }} maxLength={2000} placeholder={t("detail.law_cited_hint")} value={draft.law_cited} onChange={(event) => set({ law_cited: event.target.value })} onBlur={leave} />
      </Form.Item>
    </Form>
  );
}

function History({ view }: { view: TopicView }) {
  const t = useText("topics");
  const words = useText("terms");
  return (
    <section className="topic-history">
      <h3>{t("detail.history")}</h3>
      <ol>
        {view.history.toReversed().map((step, n) => (
          <li key={`${step.at}-${n}`}>
            <span>
              {step.from === null
                ? t("step.first", { who: step.by.name })
                : t("step.to", { who: step.by.name, from: words(`topic.${step.from}`), to: words(`topic.${step.to}`) })}
            </span>{" "}
            <span className="quiet"><DayText value={step.at} withTime near /></span>
            {step.reason && <p>{step.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
