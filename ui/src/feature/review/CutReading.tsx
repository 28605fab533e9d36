// The final cut under review: the film, and comments at moments of it.

import { useRef, useState } from "react";
import type { ReviewView } from "../../generated/operations";
import { useHost } from "../../host";
import { Button } from "../../shared/Button";
import { useKey } from "../../shared/keys";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { Thread, usePlace, WriteField } from "./Comments";
import { filmTime } from "./words";

export function CutReading({ review }: { review: ReviewView }) {
  const t = useText("review");
  const host = useHost();
  const place = usePlace();
  const film = useRef<HTMLVideoElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const add = useWrite("add_comment");
  const revision = review.revisions[0];
  const may = review.steps.includes("comment");
  const pin = () => {
    film.current?.pause();
    setAt(Math.round((film.current?.currentTime ?? 0) * 1000));
  };
  useKey("c", pin, { enabled: may && at === null });
  const show = (ms: number) => {
    if (film.current) film.current.currentTime = ms / 1000;
  };
  return (
    <div className="reading">
      {revision?.asset ? (
        <video ref={film} className="cut-film" controls preload="metadata" src={host.mediaUrl(revision.asset)} aria-label={t("cut.title")} />
      ) : (
        <p className="quiet">{t("cut.none")}</p>
      )}
      {may && at === null && <Button onClick={pin}>{t("cut.pin")}</Button>}
      {at !== null && revision && (
        <WriteField
          autoFocus
          label={t("cut.at", { time: filmTime(at) })}
          placeholder={`${t("cut.at", { time: filmTime(at) })} · ${t("comment.placeholder")}`}
          action={t("comment.send")}
          busy={add.isPending}
          onClose={() => setAt(null)}
          onSend={(text, done) =>
            add.mutate(
              { review: review.id, revision: revision.id, place: { kind: "moment", at_ms: at }, text },
              {
                onSuccess: () => {
                  done();
                  setAt(null);
                },
              },
            )
          }
        />
      )}
      {review.comments.map((comment) => (
        <Thread
          key={comment.id}
          comment={comment}
          place={
            comment.place.kind === "moment" ? (
              <Button type="link" size="small" onClick={() => comment.place.kind === "moment" && show(comment.place.at_ms)}>{place(comment)}</Button>
            ) : (
              place(comment)
            )
          }
        />
      ))}
    </div>
  );
}
