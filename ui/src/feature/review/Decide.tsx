// The decision: what my press means, why I may not, approve (A) and send back (R).

import { Input, Modal, Select } from "antd";
import { useEffect, useState } from "react";
import type { Decision, Refusal, ReviewView, StageSteps } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { useKey } from "../../shared/keys";
import { sayDone, sayError, sayWarning } from "../../shared/say";
import { StateTag } from "../../shared/StateTag";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { named, stageName, whyNot } from "./words";

export function Decide({ review, onDone }: { review: ReviewView; onDone: () => void }) {
  const t = useText("review");
  const open = review.mine.stages;
  const mine = open.filter((stage) => stage.approve_refusal === null || stage.yours);
  const [chosen, setChosen] = useState<string | null>(null);
  // What holds the script up comes before a proofread that does not.
  const required = new Set(review.stages.filter(({ line }) => line.required).map(({ line }) => line.key));
  // A stage that waits for what the checker found is the person's all the same.
  const votable = mine.filter(({ approve_refusal }) => approve_refusal === null || ofChecks(approve_refusal));
  const stage =
    mine.find((one) => one.stage === chosen) ?? votable.find((one) => required.has(one.stage)) ?? votable[0] ?? mine[0];
  if (review.canceled) return <Over tone="quiet" text={t("decide.over_canceled", { who: review.canceled.by.name, reason: review.canceled.reason })} />;
  if (review.state === "approved") return <Over tone="done" text={t("decide.over_approved")} />;
  if (review.state === "returned") return <Over tone="doubt" text={t("decide.over_returned")} />;
  if (!review.waiting) return <Over tone="quiet" text={t("decide.taken_back")} />;
  if (!stage) {
    const refusal = open[0]?.approve_refusal;
    return <Over tone="quiet" text={refusal ? whyNot(review, refusal) : t("decide.not_yours")} />;
  }
  return (
    <section className="decide" aria-label={t("decide.title")}>
      <h2>{t("decide.title")}</h2>
      {mine.length > 1 ? (
        <Select
          aria-label={t("decide.stage")}
          value={stage.stage}
          onChange={setChosen}
          options={mine.map((one) => ({ value: one.stage, label: one.name }))}
        />
      ) : (
        <p className="quiet">{t("decide.as", { stage: stage.name })}</p>
      )}
      <Ballot key={`${stage.stage} ${review.revisions[0]?.id}`} review={review} stage={stage} onDone={onDone} />
    </section>
  );
}

const ofChecks = ({ code }: Refusal): boolean => code === "checks_unresolved" || code === "minor_identifiable";

function Over({ tone, text }: { tone: "done" | "doubt" | "quiet"; text: string }) {
  return (
    <section className="decide">
      <StateTag tone={tone}>{text}</StateTag>
    </section>
  );
}

function Ballot({ review, stage, onDone }: { review: ReviewView; stage: StageSteps; onDone: () => void }) {
  const t = useText("review");
  const [note, setNote] = useState("");
  const [asking, setAsking] = useState(false);
  const revision = review.revisions[0];
  const vote = useWrite("cast_vote", {
    onDone: (_, input) => {
      sayDone(t(input.decision === "approve" ? "decide.approved" : "decide.sent_back", { title: review.episode.title }));
      setAsking(false);
      onDone();
    },
    onError: (error) => {
      setAsking(false);
      if (error.code === "stale" || error.code === "other_revision") sayWarning(t("decide.stale"));
      else sayError(named(review, error));
      return true;
    },
  });
  const cast = (decision: Decision) => {
    if (revision && !vote.isPending)
      vote.mutate({ review: review.id, version: review.version, revision: revision.id, stage: stage.stage, decision, note, standing_for: stage.standing_for });
  };
  const mayApprove = stage.approve_refusal === null;
  const mayReturn = stage.send_back_refusal === null;
  // A key that does nothing says why, as the button beside it does.
  const orWhy = (refusal: Refusal | null, act: () => void) => (refusal === null ? act() : sayWarning(whyNot(review, refusal)));
  useKey("a", () => orWhy(stage.approve_refusal, () => cast("approve")));
  useKey("r", () => orWhy(stage.send_back_refusal, () => setAsking(true)));
  useEffect(() => {
    if (!mayReturn) setAsking(false);
  }, [mayReturn]);
  const standing = review.stand_ins.find((one) => one.id === stage.standing_for);
  const waiting = review.comments.filter((comment) => comment.open).length;

  const refusal = stage.approve_refusal;
  // What the checker found keeps nobody from sending the script back.
  if (refusal && !ofChecks(refusal)) return <StateTag tone="quiet">{whyNot(review, refusal)}</StateTag>;
  return (
    <>
      {refusal && <StateTag tone={refusal.code === "minor_identifiable" ? "stop" : "doubt"}>{whyNot(review, refusal)}</StateTag>}
      {standing && <StateTag tone="now">{t("decide.deputy", { who: standing.name })}</StateTag>}
      <Input.TextArea
        aria-label={t("decide.note")}
        placeholder={t("decide.note")}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {mayApprove && <p className="decide-means"><Meaning review={review} stage={stage} /></p>}
      <div className="decide-buttons">
        <Button type="primary" disabled={!mayApprove} loading={vote.isPending && !asking} onClick={() => cast("approve")} title={t("decide.approve_key")} aria-keyshortcuts="A">
          {t("decide.approve")} <kbd>A</kbd>
        </Button>
        <Button disabled={!mayReturn} onClick={() => setAsking(true)} title={t("decide.send_back_key")} aria-keyshortcuts="R">
          {t("decide.send_back")} <kbd>R</kbd>
        </Button>
      </div>
      <p className="quiet">{mayReturn || !stage.send_back_refusal ? t("decide.back_means") : whyNot(review, stage.send_back_refusal)}</p>
      <Modal
        open={asking}
        title={t("decide.confirm_back", { title: review.episode.title })}
        okText={t("decide.send_back")}
        confirmLoading={vote.isPending}
        onOk={() => cast("send_back")}
        onCancel={() => setAsking(false)}
      >
        {t("decide.confirm_back_text", { n: waiting })}
      </Modal>
    </>
  );
}

function Meaning({ review, stage }: { review: ReviewView; stage: StageSteps }) {
  const t = useText("review");
  const means = stage.approval_means;
  const list = (keys: readonly string[]) => keys.map((key) => stageName(review, key)).join("、");
  switch (means.kind) {
    case "completes":
      return t("decide.completes");
    case "opens":
      return t("decide.opens", { stages: list(means.stages) });
    case "needs_more":
      return t("decide.needs_more", { n: means.votes });
    case "waits_for":
      return t("decide.waits_for", { stages: list(means.stages) });
  }
}
