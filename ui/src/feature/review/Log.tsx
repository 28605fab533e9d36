// What happened in the review, newest first: revisions, votes, overrides. Nothing here can be changed.

import { DayText } from "../../shared/time";
import type { ReviewView } from "../../generated/operations";
import { useText } from "../../text";

export function Log({ review }: { review: ReviewView }) {
  const t = useText("review");
  const rows = [
    ...review.revisions.map((revision) => ({
      key: revision.id,
      at: revision.submitted_at,
      who: revision.submitted_by.name,
      what: t("log.submit", { n: revision.number }),
      note: t("log.hash", { hash: revision.hash.slice(0, 12) }),
    })),
    ...review.votes.map((vote) => ({
      key: vote.id,
      at: vote.at,
      who: vote.by.name,
      what: [vote.stage_name, t(`log.${vote.decision}`), vote.standing_for && t("log.standing_for", { who: vote.standing_for.name })].filter(Boolean).join(" · "),
      note: vote.note,
    })),
    ...review.overrides.map((made) => ({
      key: `${made.stage} ${made.at}`,
      at: made.at,
      who: made.by.name,
      what: `${made.stage_name} · ${t("log.override")}`,
      note: made.reason,
    })),
  ].sort((one, other) => other.at - one.at);
  return (
    <section className="review-log" aria-label={t("log.title")}>
      <h2>{t("log.title")}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.key}>
            <span className="quiet"><DayText value={row.at} withTime /></span> <strong>{row.who}</strong> {row.what}
            {row.note && <p className="quiet">{row.note}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
