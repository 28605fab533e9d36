// Comments on the cut, each at its moment: press the moment and the film stands there.

import { Input } from "antd";
import { useState } from "react";
import type { CommentView } from "../../../generated/types";
import { Button } from "../../../shared/Button";
import { StateTag } from "../../../shared/StateTag";
import { useRead, useWrite } from "../../../shared/studio";
import { DayText } from "../../../shared/time";
import { useText } from "../../../text";
import { momentWords } from "./moment";

interface CutCommentsProps {
  episode: string;
  /** Where the film stands, in milliseconds. */
  at: number;
  go: (ms: number) => void;
}

const momentOf = (comment: CommentView): number | null => (comment.place.kind === "moment" ? comment.place.at_ms : null);

export function CutComments({ episode, at, go }: CutCommentsProps) {
  const t = useText("production");
  const found = useRead("episode_comments", { episode, subject: "final_cut" }, { keep: false });
  const [text, setText] = useState("");
  const add = useWrite("add_comment", { onDone: () => setText("") });
  const view = found.data;
  if (!view) return null;
  const { review, revision } = view;
  const ordered = view.comments.toSorted((a, b) => (momentOf(a) ?? -1) - (momentOf(b) ?? -1));
  const send = () => {
    if (review && revision && text.trim() !== "") add.mutate({ review, revision, place: { kind: "moment", at_ms: at }, text });
  };
  return (
    <section className="cut-comments" aria-label={t("comments.title")}>
      <h3>{t("comments.title")} <span className="quiet">{view.comments.length}</span></h3>
      {review === null && <p className="quiet">{t("comments.before_review")}</p>}
      {review !== null && view.comments.length === 0 && <p className="quiet">{t("comments.none")}</p>}
      <ul>{ordered.map((comment) => <Comment key={comment.id} comment={comment} go={go} />)}</ul>
      {view.may_comment && review && revision && (
        <div className="cut-comment-new">
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={text}
            placeholder={t("comments.placeholder")}
            aria-label={t("comments.here", { at: momentWords(at) })}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
            }}
          />
          <Button loading={add.isPending} disabled={text.trim() === ""} onClick={send}>{t("comments.here", { at: momentWords(at) })}</Button>
        </div>
      )}
    </section>
  );
}

function Comment({ comment, go }: { comment: CommentView; go: (ms: number) => void }) {
  const t = useText("production");
  const [reply, setReply] = useState<string | null>(null);
  const answer = useWrite("answer_comment", { onDone: () => setReply(null) });
  const resolve = useWrite("resolve_comment");
  const moment = momentOf(comment);
  return (
    <li className="cut-comment">
      <p>
        {moment === null ? (
          <span className="quiet">{t("comments.whole")}</span>
        ) : (
          <Button type="link" size="small" aria-label={t("comments.go", { at: momentWords(moment) })} onClick={() => go(moment)}>{momentWords(moment)}</Button>
        )}{" "}
        <strong>{comment.by.name}</strong> <span className="quiet"><DayText value={comment.at} withTime /></span>
        {comment.resolved_at !== null ? <StateTag tone="done">{t("comments.resolved")}</StateTag> : comment.open && <StateTag tone="doubt">{t("comments.open")}</StateTag>}
      </p>
      <p className="cut-comment-text">{comment.text}</p>
      {comment.replies.map((one) => <p key={one.at} className="cut-reply"><strong>{one.by.name}</strong> {one.text}</p>)}
      <div className="made-steps">
        {comment.steps.includes("answer") && reply === null && <Button size="small" onClick={() => setReply("")}>{t("comments.answer")}</Button>}
        {comment.steps.includes("resolve") && <Button size="small" loading={resolve.isPending} onClick={() => resolve.mutate({ comment: comment.id })}>{t("comments.resolve")}</Button>}
      </div>
      {reply !== null && (
        <div className="cut-comment-new">
          <Input.TextArea autoFocus autoSize value={reply} placeholder={t("comments.answer_hint")} aria-label={t("comments.answer")} onChange={(event) => setReply(event.target.value)} />
          <Button size="small" type="primary" disabled={reply.trim() === ""} loading={answer.isPending} onClick={() => answer.mutate({ comment: comment.id, text: reply })}>{t("comments.answer")}</Button>
        </div>
      )}
    </li>
  );
}
