// What the review puts into the script editor: comments beside each shot, and handing the draft in.

import { Input, Modal } from "antd";
import { createContext, use, useId, useMemo, useState, type ReactNode } from "react";
import type { CommentView } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { go } from "../../shared/route";
import { sayDone } from "../../shared/say";
import { StateTag } from "../../shared/StateTag";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { Thread, WriteField } from "./Comments";
import "./review.css";

interface Beside {
  byShot: Map<string, CommentView[]>;
  header: CommentView[];
  unanswered: number;
  review: string | null;
  revision: string | null;
  may: boolean;
}
const nothing: Beside = { byShot: new Map(), header: [], unanswered: 0, review: null, revision: null, may: false };
const BesideContext = createContext<Beside>(nothing);

/** Reads the comments once for all shots. */
export function CommentsAround({ episodeId, children }: { episodeId: string; children: ReactNode }) {
  const found = useRead("episode_comments", { episode: episodeId, subject: "script" }, { keep: false }).data;
  const beside = useMemo((): Beside => {
    if (!found) return nothing;
    const byShot = new Map<string, CommentView[]>();
    const header: CommentView[] = [];
    for (const comment of found.comments) {
      if (comment.resolved_by !== null) continue;
      if (comment.place.kind === "shot") byShot.set(comment.place.shot, [...(byShot.get(comment.place.shot) ?? []), comment]);
      else header.push(comment);
    }
    return { byShot, header, unanswered: found.unanswered, review: found.review, revision: found.revision, may: found.may_comment };
  }, [found]);
  return <BesideContext value={beside}>{children}</BesideContext>;
}

/** The unresolved comments on a shot, or on the header and the whole. */
export function ShotComments({ shot }: { episodeId: string; shot: string | null }) {
  const t = useText("review");
  const { byShot, header, review, revision, may } = use(BesideContext);
  const [writing, setWriting] = useState(false);
  const add = useWrite("add_comment", { onDone: () => setWriting(false) });
  const comments = shot === null ? header : (byShot.get(shot) ?? []);
  if (comments.length === 0 && !may) return null;
  return (
    <div className="shot-margin">
      {comments.map((comment) => <Thread key={comment.id} comment={comment} />)}
      {may && review && revision && !writing && (
        <Button className="shot-margin-add" size="small" type="text" onClick={() => setWriting(true)}>{t("comment.add")}</Button>
      )}
      {writing && review && revision && (
        <WriteField
          autoFocus
          label={t("comment.add")}
          placeholder={t("comment.placeholder")}
          action={t("comment.send")}
          busy={add.isPending}
          onClose={() => setWriting(false)}
          onSend={(text, done) =>
            add.mutate({ review, revision, place: shot === null ? { kind: "whole" } : { kind: "shot", shot, field: null }, text }, { onSuccess: done })
          }
        />
      )}
    </div>
  );
}

/** What the checker has against the draft: the reviewers could not pass it, so it is better mended first. */
function StillFound({ episodeId }: { episodeId: string }) {
  const t = useText("review");
  const summary = useRead("script_report", { episode: episodeId }, { keep: false }).data?.summary;
  if (!summary) return null;
  const errors = summary.groups.reduce((sum, group) => sum + group.errors, 0) - summary.hard_stops;
  return (
    <div className="submit-found">
      {summary.hard_stops > 0 && <StateTag tone="stop">{t("submit.stops", { n: summary.hard_stops })}</StateTag>}
      {errors > 0 && <StateTag tone="doubt">{t("submit.errors", { n: errors })}</StateTag>}
    </div>
  );
}

/** 提交审核: stores what was typed, then hands the draft in and opens its review. */
export function SubmitScript({ episodeId, flush }: { episodeId: string; flush: () => Promise<number | null> }) {
  const t = useText("review");
  const field = useId();
  const { unanswered } = use(BesideContext);
  const [asking, setAsking] = useState(false);
  // The version that was stored when the question was asked: what comes meanwhile is not handed in unseen.
  const [version, setVersion] = useState(0);
  const [note, setNote] = useState("");
  const submit = useWrite("submit_script", {
    onDone: (review) => {
      setAsking(false);
      sayDone(t("submit.done"));
      go({ to: "/review/$id", params: { id: review.id } });
    },
    onError: () => true,
  });
  const begin = async () => {
    submit.reset();
    const stored = await flush();
    if (stored === null) return;
    setVersion(stored);
    setAsking(true);
  };
  return (
    <>
      <Button type="primary" onClick={() => void begin()}>{t("submit.do")}</Button>
      <Modal
        open={asking}
        title={t("submit.title")}
        okText={t("submit.do")}
        okButtonProps={{ disabled: unanswered > 0 }}
        confirmLoading={submit.isPending}
        onCancel={() => setAsking(false)}
        onOk={() => submit.mutate({ episode: episodeId, version, note })}
      >
        {unanswered > 0 && <p className="confirm-text">{t("submit.unanswered", { n: unanswered })}</p>}
        {asking && <StillFound episodeId={episodeId} />}
        <label htmlFor={field}>{t("submit.note")}</label>
        <Input.TextArea id={field} className="counted" rows={3} maxLength={500} showCount value={note} placeholder={t("submit.note_hint")} onChange={(event) => setNote(event.target.value)} />
        {submit.error && <ErrorNote error={submit.error} text={submit.error.code === "stale" ? t("submit.stale") : undefined} />}
      </Modal>
    </>
  );
}
