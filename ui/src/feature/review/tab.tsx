// The review inside an episode's page: stages and history of the script's and the cut's review.

import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { Link } from "../../shared/route";
import { StateTag } from "../../shared/StateTag";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";
import { Thread, usePlace } from "./Comments";
import { Log } from "./Log";
import { Stages } from "./Stages";
import "./review.css";

export function ReviewTab({ episodeId }: { episodeId: string }) {
  const t = useText("review");
  const found = useRead("episode_reviews", { episode: episodeId }, { keep: false });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <div aria-busy="true" />;
  if (found.data.length === 0) return <EmptyState title={t("tab.none")} text={t("tab.none_text")} />;
  return (
    <div className="review-tab">
      {found.data.map((review) => <Part key={review.id} id={review.id} />)}
    </div>
  );
}

function Part({ id }: { id: string }) {
  const t = useText("review");
  const place = usePlace();
  const found = useRead("review_view", { review: id }, { keep: false });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <div aria-busy="true" />;
  const review = found.data;
  return (
    <section>
      <header className="review-tab-head">
        <h2>{t(`subject.${review.subject}`)}</h2>
        <StateTag tone={review.state === "approved" ? "done" : review.state === "returned" ? "doubt" : "now"}>{t(`state.${review.state}`)}</StateTag>
        <Link to="/review/$id" params={{ id }}>{t("tab.open")}</Link>
      </header>
      <div className="review-tab-columns">
        <Stages review={review} />
        <section aria-label={t("comment.title")}>
          <h2>{t("comment.title")}</h2>
          {review.comments.length === 0 && <p className="quiet">{t("comment.none")}</p>}
          {review.comments.map((comment) => <Thread key={comment.id} comment={comment} place={place(comment)} />)}
        </section>
        <Log review={review} />
      </div>
    </section>
  );
}
