// One review: the queue on the left, what changed in the middle, stages and decision on the right; one column on a phone.

import { ArrowLeftOutlined } from "@ant-design/icons";
import { Dropdown } from "antd";
import { useEffect, useState } from "react";
import type { ReviewView, SheetFormat } from "../../generated/operations";
import { useHost } from "../../host";
import { Button } from "../../shared/Button";
import { ConfirmReason } from "../../shared/dialogs";
import { ErrorNote } from "../../shared/ErrorNote";
import { useKey } from "../../shared/keys";
import { PageHead } from "../../shared/Page";
import { Link, go, useParam } from "../../shared/route";
import { sayDone } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { CutReading } from "./CutReading";
import { Decide } from "./Decide";
import { Log } from "./Log";
import { QueueList } from "./QueueList";
import { ScriptReading } from "./ScriptReading";
import { Stages } from "./Stages";
import "./review.css";

export function ReviewPage() {
  const id = useParam("id");
  const found = useRead("review_view", { review: id }, { keep: false, every: 60_000 });
  if (found.error) return <div className="page"><ErrorNote error={found.error} retry={() => void found.refetch()} page /></div>;
  if (!found.data) return <div className="page" aria-busy="true" />;
  return <Review key={id} review={found.data} />;
}

function Review({ review }: { review: ReviewView }) {
  const t = useText("review");
  const queue = useRead("review_queue", { part: "mine" });
  const rows = queue.data ?? [];
  const next = rows.find((row) => row.review !== review.id && row.may_vote);
  const [done, setDone] = useState(false);
  useLook(review);

  const open = (to: string | undefined) => to !== undefined && go({ to: "/review/$id", params: { id: to } });
  const at = rows.findIndex((row) => row.review === review.id);
  useKey("shift+j", () => open(rows[at + 1]?.review));
  useKey("shift+k", () => open(rows[at - 1]?.review));
  useKey("n", () => open(next?.review), { enabled: done });

  return (
    <div className="review">
      <aside className="review-queue" aria-label={t("queue.name")}>
        <Link to="/review" className="review-back"><ArrowLeftOutlined aria-hidden="true" /> {t("back")}</Link>
        <QueueList rows={rows} chosen={review.id} narrow />
      </aside>
      <div className="review-main">
        <Link to="/review" className="review-back only-narrow"><ArrowLeftOutlined aria-hidden="true" /> {t("back")}</Link>
        <Head review={review} />
        {review.subject === "script" ? <ScriptReading review={review} /> : <CutReading review={review} />}
      </div>
      <aside className="review-side">
        <Stages review={review} />
        <Decide review={review} onDone={() => setDone(true)} />
        {done && next && <Button autoFocus onClick={() => open(next.review)}>{t("decide.next")} 《{next.episode.title}》</Button>}
        <Log review={review} />
        <p className="keys">{t(review.subject === "script" ? "keys" : "keys_cut")}</p>
      </aside>
    </div>
  );
}

/** Looking is noted once a revision has been on the screen for a moment. */
function useLook({ id, revisions }: ReviewView): void {
  const { mutate } = useWrite("look_at_review", { onError: () => true });
  const revision = revisions[0]?.id;
  useEffect(() => {
    const timer = setTimeout(() => mutate({ review: id }), 1_500);
    return () => clearTimeout(timer);
  }, [id, revision, mutate]);
}

function Head({ review }: { review: ReviewView }) {
  const t = useText("review");
  const host = useHost();
  const [ending, setEnding] = useState(false);
  const sheet = useWrite("sign_off_sheet", { onDone: (file) => void host.saveFile(file.name, { sha256: file.sha256 }) });
  const cancel = useWrite("cancel_review", {
    onDone: () => {
      setEnding(false);
      sayDone(t("cancel.done"));
    },
  });
  const { episode } = review;
  return (
    <>
      <PageHead
        title={`《${episode.title}》`}
        sub={`${t("episode_number", { column: episode.column.name, n: episode.number })} · ${t(`subject.${review.subject}`)} · ${t("revision", { n: review.revisions[0]?.number })} · ${t(`state.${review.state}`)}`}
        actions={
          <>
            <Link to="/episodes/$id" params={{ id: episode.id }} search={{ tab: "review" }}>{t("open_episode")}</Link>
            {review.steps.includes("sign_off_sheet") && (
              <Dropdown
                trigger={["click"]}
                menu={{
                  items: (["docx", "pdf"] as const).map((key) => ({ key, label: t(`sheet.${key}`) })),
                  onClick: ({ key }) => sheet.mutate({ review: review.id, format: key as SheetFormat }),
                }}
              >
                <Button size="small" loading={sheet.isPending}>{t("sheet.menu")}</Button>
              </Dropdown>
            )}
            {review.steps.includes("cancel") && <Button size="small" type="text" onClick={() => setEnding(true)}>{t("cancel.do")}</Button>}
          </>
        }
      />
      <ConfirmReason
        open={ending}
        title={t("cancel.title")}
        text={t("cancel.text")}
        confirm={t("cancel.do")}
        danger
        busy={cancel.isPending}
        onCancel={() => setEnding(false)}
        onConfirm={(reason) => cancel.mutate({ review: review.id, version: review.version, reason })}
      />
    </>
  );
}
