// A comment with its answers, and the field in which a new one is written.

import { Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { CommentView } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { DayText } from "../../shared/time";
import { StateTag } from "../../shared/StateTag";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { filmTime } from "./words";

interface WriteFieldProps {
  label: string;
  placeholder: string;
  action: string;
  busy: boolean;
  onSend: (text: string, done: () => void) => void;
  onClose?: () => void;
  autoFocus?: boolean;
}

/** A field that keeps what was typed until it is stored. Ctrl+Enter sends. */
export function WriteField({ label, placeholder, action, busy, onSend, onClose, autoFocus = false }: WriteFieldProps) {
  const t = useText("review");
  const s = useText("shared");
  const [text, setText] = useState("");
  const field = useRef<InputRef>(null);
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  const send = () => {
    if (text.trim() !== "" && !busy) onSend(text.trim(), () => setText(""));
  };
  return (
    <div className="write-field">
      <Input.TextArea
        ref={field}
        aria-label={label}
        placeholder={placeholder}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
          if (event.key === "Escape" && onClose && text === "") {
            event.stopPropagation();
            onClose();
          }
        }}
      />
      <div className="write-field-foot">
        <Button size="small" type="primary" disabled={text.trim() === ""} loading={busy} onClick={send} title={t("comment.keys")}>{action}</Button>
        {onClose && <Button size="small" type="text" onClick={onClose}>{s("cancel")}</Button>}
      </div>
    </div>
  );
}

/** `place` is said above it where a list mixes places. */
export function Thread({ comment, place }: { comment: CommentView; place?: ReactNode }) {
  const t = useText("review");
  const [answering, setAnswering] = useState(false);
  const answer = useWrite("answer_comment", { onDone: () => setAnswering(false) });
  const resolve = useWrite("resolve_comment");
  const settled = comment.resolved_by !== null;
  return (
    <article className="thread" data-open={comment.open || undefined} data-settled={settled || undefined} aria-label={comment.text}>
      {place && <div className="thread-place">{place}</div>}
      <p>
        <strong>{comment.by.name}</strong> <span className="quiet"><DayText value={comment.at} withTime near /></span>
      </p>
      <p className="thread-text">{comment.text}</p>
      {comment.replies.map((reply, at) => (
        <p key={at} className="thread-reply">
          <strong>{reply.by.name}</strong> <span className="thread-text">{reply.text}</span>
        </p>
      ))}
      <div className="thread-foot">
        {settled ? (
          <StateTag tone="done">{t("comment.resolved", { who: comment.resolved_by?.name })}</StateTag>
        ) : (
          <StateTag tone={comment.open ? "doubt" : "quiet"}>{comment.open ? t("comment.open") : t("comment.answered")}</StateTag>
        )}
        {comment.steps.includes("answer") && !answering && (
          <Button size="small" type="link" onClick={() => setAnswering(true)}>{t("comment.answer")}</Button>
        )}
        {comment.steps.includes("resolve") && (
          <Button size="small" type="link" loading={resolve.isPending} onClick={() => resolve.mutate({ comment: comment.id })}>{t("comment.resolve")}</Button>
        )}
      </div>
      {answering && (
        <WriteField
          autoFocus
          label={t("comment.answer")}
          placeholder={t("comment.answer_placeholder")}
          action={t("comment.answer")}
          busy={answer.isPending}
          onSend={(text, done) => answer.mutate({ comment: comment.id, text }, { onSuccess: done })}
          onClose={() => setAnswering(false)}
        />
      )}
    </article>
  );
}

/** Where a comment of a list stands. */
export function usePlace(): (comment: CommentView) => string {
  const t = useText("review");
  return ({ place, shot_code }) => {
    switch (place.kind) {
      case "whole":
        return t("shot.whole");
      case "header":
        return `${t("shot.header")} · ${t(`field.${place.field}`)}`;
      case "shot":
        return [shot_code === null ? t("shot.removed") : t("shot.name", { code: shot_code }), place.field && t(`field.${place.field}`)].filter(Boolean).join(" · ");
      case "moment":
        return t("cut.at", { time: filmTime(place.at_ms) });
    }
  };
}
