// Two states of a script side by side, with the changed words marked; and the way back to an old one.

import { ArrowLeftOutlined } from "@ant-design/icons";
import { Select, Switch } from "antd";
import { useState } from "react";
import type { FieldChange, ScriptView, SegmentKind, Shot, ShotChange } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { sayDone } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { clockTime, dayOf } from "../../shared/time";
import { useText } from "../../text";
import { ExportMenu } from "./ExportMenu";
import { readCell, type ColumnName } from "./model/cells";

interface CompareProps {
  view: ScriptView;
  /** Revision ids; empty: the newest revision, and the draft. */
  old: string;
  fresh: string;
  onChoose: (old: string, fresh: string) => void;
  onClose: () => void;
}

export function Compare({ view, old, fresh, onChoose, onClose }: CompareProps) {
  const t = useText("scripts");
  const [all, setAll] = useState(false);
  const revisions = useRead("list_revisions", { episode: view.episode });
  const list = revisions.data ?? [];
  const from = old || list[0]?.id || "";
  const found = useRead("script_difference", { episode: view.episode, old: from || null, new: fresh || null }, { enabled: revisions.data !== undefined });
  const restore = useWrite("restore_revision", {
    onDone: () => {
      sayDone(t("compare.restored"));
      onClose();
    },
  });
  const named = list.map((r) => ({
    value: r.id,
    label: t("compare.revision", { n: r.number, who: r.by.name, when: `${dayOf(r.at).slice(5)} ${clockTime(r.at)}` }) + (r.approved ? ` · ${t("compare.approved")}` : ""),
  }));
  const changed = found.data?.difference;
  const none = changed && changed.header.length === 0 && changed.shots.length === 0;
  return (
    <div className="script-page compare">
      <header className="script-head">
        <div className="script-head-name">
          <Button type="text" icon={<ArrowLeftOutlined />} onClick={onClose}>{t("compare.back")}</Button>
          <h1>{view.title}</h1>
        </div>
        <div className="page-actions">
          <label className="compare-all"><Switch size="small" checked={all} onChange={setAll} />{t("compare.all")}</label>
          {view.steps.includes("restore_revision") && from && (
            <Button loading={restore.isPending} onClick={() => restore.mutate({ revision: from, version: view.version })}>{t("compare.restore")}</Button>
          )}
          {from && <ExportMenu episodeId={view.episode} revision={from} flush={null} />}
        </div>
      </header>
      <div className="compare-choice">
        <Select aria-label={t("compare.old")} value={from || null} options={named} onChange={(id) => onChoose(id, fresh)} placeholder={t("compare.empty")} />
        <Select aria-label={t("compare.new")} value={fresh} options={[{ value: "", label: t("compare.draft") }, ...named]} onChange={(id) => onChoose(from, id)} />
      </div>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      <div className="compare-body">
        {none && !all && <EmptyState title={t("compare.same")} text={t("compare.same_text")} />}
        {changed && changed.header.length > 0 && (
          <Pair title={t("header.title")} mark={null}>
            {(side) => changed.header.map((field) => <Field key={field.field} name={t(`header.${field.field as "hook"}`)} change={field} side={side} />)}
          </Pair>
        )}
        {found.data && changed && <Shots shots={found.data.script.shots} changes={changed.shots} all={all} />}
      </div>
    </div>
  );
}

/** The shots of the newer script in their order; a removed one stands where it stood. */
function Shots({ shots, changes, all }: { shots: Shot[]; changes: ShotChange[]; all: boolean }) {
  const t = useText("scripts");
  if (!all) return changes.map((change) => <OneChange key={change.shot} change={change} />);
  const byId = new Map(changes.map((change) => [change.shot, change]));
  const removed = changes.filter((change) => change.kind === "removed");
  return (
    <>
      {shots.map((shot, place) => {
        const change = byId.get(shot.id);
        const before = removed.filter((one) => one.from === place + 1).map((one) => <OneChange key={one.shot} change={one} />);
        if (change) return [...before, <OneChange key={shot.id} change={change} />];
        const text = (["speaker", "line", "picture", "caption"] as ColumnName[]).map((field) => readCell(shot, field)).filter(Boolean).join(" · ");
        return [
          ...before,
          <Pair key={shot.id} title={t("compare.shot", { code: shot.code })} mark={null}>{() => <p className="quiet">{text}</p>}</Pair>,
        ];
      })}
      {removed.filter((one) => (one.from ?? 0) > shots.length).map((one) => <OneChange key={one.shot} change={one} />)}
    </>
  );
}

function OneChange({ change }: { change: ShotChange }) {
  const t = useText("scripts");
  const mark = [t(`change.${change.kind}`), change.moved && change.kind !== "moved" ? t("change.moved") : ""].filter(Boolean).join("，");
  const place = change.moved && change.from !== null && change.to !== null ? t("change.places", { from: change.from, to: change.to }) : "";
  return (
    <Pair title={t("compare.shot", { code: change.code })} mark={`${mark}${place}`} kind={change.kind}>
      {(side) =>
        (change.kind === "added" && side === "removed") || (change.kind === "removed" && side === "added") ? (
          <p className="quiet">{t(side === "removed" ? "change.not_yet" : "change.no_more")}</p>
        ) : (
          change.fields.filter((field) => field.field !== "order").map((field) => (
            <Field key={field.field} name={t(`column.${field.field as "line"}`)} change={field} side={side} />
          ))
        )
      }
    </Pair>
  );
}

interface PairProps {
  title: string;
  mark: string | null;
  kind?: string;
  children: (side: SegmentKind) => React.ReactNode;
}

function Pair({ title, mark, kind, children }: PairProps) {
  return (
    <section className="pair" data-kind={kind}>
      <h3>{title}{mark && <span className="pair-mark">{mark}</span>}</h3>
      <div className="pair-side">{children("removed")}</div>
      <div className="pair-side">{children("added")}</div>
    </section>
  );
}

function Field({ name, change, side }: { name: string; change: FieldChange; side: SegmentKind }) {
  const t = useText("scripts");
  const words = (text: string) => (change.field === "size" ? t(`size.${text as "full"}`) : change.field === "case_stage" ? t(`case_stage.${text as "no_case"}`) : change.field === "omitted" ? t("shot.omitted") : text);
  const parts = change.segments.filter((segment) => segment.kind === "same" || segment.kind === side);
  return (
    <p className="pair-field">
      <span className="quiet">{name}</span>
      <span>
        {parts.map((part, n) =>
          part.kind === "removed" ? <del key={n}>{words(part.text)}</del> : part.kind === "added" ? <ins key={n}>{words(part.text)}</ins> : <span key={n}>{part.text}</span>,
        )}
      </span>
    </p>
  );
}
