// One shot as the reviewer reads it: its words, what changed in them, its comments, and a field for a new one.

import { memo, useState, type ReactNode } from "react";
import type { CommentPlace, CommentView, FieldChange, Script, ScriptField, Shot, ShotChange } from "../../generated/operations";
import { Button } from "../../shared/Button";
import type { Checked } from "../../shared/proof/marks";
import { Marked } from "../../shared/proof/Marked";
import { StateTag } from "../../shared/StateTag";
import { useText } from "../../text";
import { Thread, WriteField } from "./Comments";
import { useCheckedOf } from "./checked";
import { useFieldWords, Words } from "./words";

const headerFields = ["hook", "legal_point", "law_cited", "takeaway", "case_stage", "context_law"] as const;
const shotFields = ["setting", "picture", "speaker", "line", "caption", "note"] as const satisfies readonly (keyof Shot & ScriptField)[];

export interface Commenting {
  /** Null when the person may not comment. */
  send: ((place: CommentPlace, text: string, done: () => void) => void) | null;
  busy: boolean;
}

interface BlockProps {
  id: string;
  title: ReactNode;
  tags?: ReactNode;
  current: boolean;
  lines: { field: ScriptField; content: ReactNode; changed: boolean }[];
  comments: readonly CommentView[];
  place: CommentPlace;
  commenting: Commenting;
  commentLabel: string;
  /** Whether the field for a new comment is open, from outside (key C). */
  writing: boolean;
  onWriting: (open: boolean) => void;
}

function Block({ id, title, tags, current, lines, comments, place, commenting, commentLabel, writing, onWriting }: BlockProps) {
  const t = useText("review");
  return (
    <section className="read-shot" id={id} data-current={current || undefined} tabIndex={-1} aria-label={typeof title === "string" ? title : undefined}>
      <h3>
        {title} {tags}
        {commenting.send && !writing && (
          <Button className="read-shot-comment" size="small" type="text" aria-label={commentLabel} onClick={() => onWriting(true)}>{t("comment.add")}</Button>
        )}
      </h3>
      <dl>
        {lines.map(({ field, content, changed }) => (
          <div key={field} data-field={field} data-changed={changed || undefined}>
            <dt>{t(`field.${field}`)}</dt>
            <dd>{content}</dd>
          </div>
        ))}
      </dl>
      {comments.map((comment) => <Thread key={comment.id} comment={comment} />)}
      {writing && commenting.send && (
        <WriteField
          autoFocus
          label={commentLabel}
          placeholder={t("comment.placeholder")}
          action={t("comment.send")}
          busy={commenting.busy}
          onSend={(text, done) =>
            commenting.send?.(place, text, () => {
              done();
              onWriting(false);
            })
          }
          onClose={() => onWriting(false)}
        />
      )}
    </section>
  );
}

interface ShotBlockProps {
  /** Null for a shot that is gone; then `change` says what it said. */
  shot: Shot | null;
  change: ShotChange | undefined;
  comments: readonly CommentView[];
  commenting: Commenting;
  current: boolean;
  writing: boolean;
  onWriting: (shot: string, open: boolean) => void;
}

export const ShotBlock = memo(function ShotBlock({ shot, change, comments, commenting, current, writing, onWriting }: ShotBlockProps) {
  const t = useText("review");
  const words = useFieldWords();
  const checkedOf = useCheckedOf();
  const id = shot?.id ?? change?.shot ?? "";
  const code = shot?.code || change?.code || "";
  const changes = new Map((change?.kind === "added" ? [] : (change?.fields ?? [])).map((one) => [one.field, one]));
  const lines: BlockProps["lines"] = [];
  const add = (field: ScriptField, value: string) => {
    const changed = changes.get(field);
    const checked = checkedOf(`${id}.${field}`);
    if (changed) lines.push({ field, content: <Changed change={changed} words={words} checked={checked} />, changed: true });
    else if (value !== "") lines.push({ field, content: <Marked text={words(field, value)} checked={checked} />, changed: change?.kind === "added" });
  };
  add("order", "");
  add("size", shot && shot.size !== "unset" ? shot.size : "");
  for (const field of shotFields) add(field, shot?.[field] ?? "");
  add("seconds", shot?.seconds?.toString() ?? "");
  const title = t("shot.name", { code });
  return (
    <Block
      id={`shot-${id}`}
      title={title}
      tags={
        <>
          {change && change.kind !== "moved" && <StateTag tone={change.kind === "removed" ? "doubt" : "now"}>{t(`shot.${change.kind}`)}</StateTag>}
          {change?.moved && <StateTag tone="now">{t("shot.moved")}</StateTag>}
          {shot?.omitted && <StateTag tone="quiet">{t("shot.omitted")}</StateTag>}
        </>
      }
      current={current}
      lines={lines}
      comments={comments}
      place={{ kind: "shot", shot: id, field: null }}
      commenting={shot ? commenting : { send: null, busy: false }}
      commentLabel={t("comment.add_on", { code })}
      writing={writing}
      onWriting={(open) => onWriting(id, open)}
    />
  );
});

function Changed({ change, words, checked }: { change: FieldChange; words: (field: ScriptField, value: string) => string; checked: Checked | undefined }) {
  return <Words checked={checked} segments={change.segments.map((segment) => ({ ...segment, text: words(change.field, segment.text) }))} />;
}

interface HeaderBlockProps {
  script: Script;
  changes: readonly FieldChange[];
  comments: readonly CommentView[];
  commenting: Commenting;
  onlyChanges: boolean;
}

export function HeaderBlock({ script, changes, comments, commenting, onlyChanges }: HeaderBlockProps) {
  const t = useText("review");
  const words = useFieldWords();
  const checkedOf = useCheckedOf();
  const [writing, setWriting] = useState(false);
  const lines = headerFields.flatMap((field): BlockProps["lines"] => {
    const change = changes.find((one) => one.field === field);
    const checked = checkedOf(`header.${field}`);
    if (change) return [{ field, content: <Changed change={change} words={words} checked={checked} />, changed: true }];
    const value = script.header[field];
    return onlyChanges || value === "" ? [] : [{ field, content: <Marked text={words(field, value)} checked={checked} />, changed: false }];
  });
  if (lines.length === 0 && comments.length === 0) return null;
  return (
    <Block
      id="shot-header"
      title={t("shot.header")}
      current={false}
      lines={lines}
      comments={comments}
      place={{ kind: "whole" }}
      commenting={commenting}
      commentLabel={t("comment.add")}
      writing={writing}
      onWriting={setWriting}
    />
  );
}
