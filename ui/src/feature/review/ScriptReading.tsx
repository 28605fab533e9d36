// The script under review: what changed since my last look or since the revision before, or all of it; J/K between shots.

import { Segmented, Switch } from "antd";
import { useCallback, useMemo, useState } from "react";
import type { CommentView, ReviewDifference, ReviewView, ShotChange } from "../../generated/operations";
import { useKey } from "../../shared/keys";
import { useWrite } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { CheckedContext, useRevisionChecks } from "./checked";
import { Checks } from "./Checks";
import { HeaderBlock, ShotBlock, type Commenting } from "./ShotBlock";

export function ScriptReading({ review }: { review: ReviewView }) {
  const t = useText("review");
  const [url, setUrl] = useUrlState({ against: "mine", show: "" });
  const { since_my_look: mine, since_previous: previous } = review;
  const same = mine !== null && previous !== null && mine.from === previous.from;
  const base = url.against === "previous" ? (previous ?? mine) : (mine ?? previous);
  const onlyChanges = base !== null && url.show !== "all";
  const reading = useReading(review, base, onlyChanges);
  const commenting = useCommenting(review);
  const { report, checkedOf } = useRevisionChecks(review);
  const [at, setAt] = useState<string | null>(null);
  const [writing, setWriting] = useState<string | null>(null);
  const onWriting = useCallback((shot: string, open: boolean) => setWriting(open ? shot : null), []);

  const showShot = (shot: string) => {
    if (!reading.blocks.some((block) => block.id === shot)) setUrl({ show: "all" }, { replace: true });
    setAt(shot);
    requestAnimationFrame(() => document.getElementById(`shot-${shot}`)?.scrollIntoView({ block: "center" }));
  };
  const go = (by: number) => {
    const ids = reading.blocks.map((block) => block.id);
    if (ids.length === 0) return;
    const next = ids[Math.max(0, Math.min(ids.length - 1, (at === null ? (by > 0 ? -1 : ids.length) : ids.indexOf(at)) + by))] ?? null;
    setAt(next);
    document.getElementById(`shot-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  useKey("j", () => go(1));
  useKey("k", () => go(-1));
  useKey("c", () => at && commenting.send && setWriting(at));

  const note = review.revisions[0]?.note;
  return (
    <CheckedContext value={checkedOf}>
      <div className="reading">
        <div className="reading-bar">
          <span className="reading-sum">{base === null ? t("compare.none") : <Summary review={review} base={base} />}</span>
          {mine !== null && previous !== null && !same && (
            <Segmented
              size="small"
              aria-label={t("compare.label")}
              value={url.against}
              onChange={(against) => setUrl({ against })}
              options={[
                { value: "mine", label: t("compare.mine", { n: mine.from }) },
                { value: "previous", label: t("compare.previous", { n: previous.from }) },
              ]}
            />
          )}
          {base !== null && (
            <label className="reading-only">
              <Switch size="small" checked={onlyChanges} onChange={(only) => setUrl({ show: only ? "" : "all" }, { replace: true })} />
              {t("compare.only_changes")}
            </label>
          )}
        </div>
        {report && <Checks report={report} review={review} commenting={commenting} onShot={showShot} />}
        {note && <p className="reading-note">{t("compare.note", { note })}</p>}
        {review.script && (
          <HeaderBlock script={review.script} changes={base?.difference.header ?? []} comments={reading.onHeader} commenting={commenting} onlyChanges={onlyChanges} />
        )}
        {reading.blocks.map((block) => (
          <ShotBlock
            key={block.id}
            shot={block.shot}
            change={block.change}
            comments={reading.comments.get(block.id) ?? none}
            commenting={commenting}
            current={block.id === at}
            writing={writing === block.id}
            onWriting={onWriting}
          />
        ))}
      </div>
    </CheckedContext>
  );
}

const none: CommentView[] = [];

/** The blocks in their order: shots as they stand now, gone ones where they stood; only touched ones when asked so. */
function useReading(review: ReviewView, base: ReviewDifference | null, onlyChanges: boolean) {
  return useMemo(() => {
    const changes = new Map<string, ShotChange>((base?.difference.shots ?? []).map((change) => [change.shot, change]));
    const comments = new Map<string, CommentView[]>();
    const onHeader: CommentView[] = [];
    for (const comment of review.comments) {
      if (comment.place.kind === "shot") comments.set(comment.place.shot, [...(comments.get(comment.place.shot) ?? []), comment]);
      else onHeader.push(comment);
    }
    const gone = (base?.difference.shots ?? []).filter((change) => change.kind === "removed");
    const goneBefore = (place: number) => gone.splice(0, gone.findIndex((change) => (change.from ?? 0) > place) === -1 ? gone.length : gone.findIndex((change) => (change.from ?? 0) > place));
    const open = (id: string) => comments.get(id)?.some((comment) => comment.resolved_by === null) ?? false;
    const blocks = [];
    let place = 0;
    for (const shot of review.script?.shots ?? []) {
      const change = changes.get(shot.id);
      const from = change?.kind === "added" ? place : (change?.from ?? place + 1);
      for (const lost of goneBefore(from - 1)) blocks.push({ id: lost.shot, shot: null, change: lost });
      place = from;
      if (!onlyChanges || change || open(shot.id)) blocks.push({ id: shot.id, shot, change });
    }
    for (const lost of gone) blocks.push({ id: lost.shot, shot: null, change: lost });
    return { blocks, comments, onHeader };
  }, [review, base, onlyChanges]);
}

function useCommenting(review: ReviewView): Commenting {
  const add = useWrite("add_comment");
  const revision = review.revisions[0]?.id;
  const { mutate, isPending } = add;
  const may = review.steps.includes("comment") && revision !== undefined;
  return useMemo(
    () => ({
      busy: isPending,
      send: may ? (place, text, done) => mutate({ review: review.id, revision, place, text }, { onSuccess: done }) : null,
    }),
    [mutate, isPending, may, review.id, revision],
  );
}

function Summary({ review, base }: { review: ReviewView; base: ReviewDifference }) {
  const t = useText("review");
  const count = (kind: ShotChange["kind"]) => base.difference.shots.filter((change) => change.kind === kind).length;
  const parts = [
    ...(["changed", "added", "removed", "moved"] as const).flatMap((kind) => (count(kind) > 0 ? [t(`compare.${kind}`, { n: count(kind) })] : [])),
    ...(base.difference.header.length > 0 ? [t("compare.header", { n: base.difference.header.length })] : []),
  ];
  return <>{t("compare.summary", { now: review.revisions[0]?.number, then: base.from, parts: parts.length > 0 ? parts.join(t("list_comma")) : t("compare.same") })}</>;
}
