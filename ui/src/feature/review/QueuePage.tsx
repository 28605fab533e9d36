// The queue over the whole page: what waits for me, everything that runs, what came back, what is through.

import { Segmented } from "antd";
import { useState } from "react";
import type { QueuePart } from "../../generated/operations";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useKey } from "../../shared/keys";
import { PageHead } from "../../shared/Page";
import { go } from "../../shared/route";
import { useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { QueueList } from "./QueueList";
import "./review.css";

const parts: QueuePart[] = ["mine", "running", "returned", "approved"];

export function ReviewQueuePage() {
  const t = useText("review");
  const [url, setUrl] = useUrlState({ part: "mine" });
  const part = parts.find((one) => one === url.part) ?? "mine";
  const queue = useRead("review_queue", { part }, { every: 60_000 });
  const rows = queue.data ?? [];
  const [at, setAt] = useState(0);
  const here = rows[Math.min(at, rows.length - 1)];

  const step = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    setAt(next);
    const row = rows[next];
    if (row) document.getElementById(`queue-${row.review}`)?.focus();
  };
  useKey("j", () => step(1), { enabled: rows.length > 0 });
  useKey("k", () => step(-1), { enabled: rows.length > 0 });
  useKey("Enter", () => here && go({ to: "/review/$id", params: { id: here.review } }), { enabled: here !== undefined });

  return (
    <div className="page">
      <PageHead title={t("title")}>
        <Segmented<QueuePart>
          style={{ justifySelf: "start" }}
          value={part}
          onChange={(next) => {
            setAt(0);
            setUrl({ part: next });
          }}
          options={parts.map((value) => ({ value, label: t(`part.${value}`) }))}
        />
      </PageHead>
      {queue.error ? (
        <ErrorNote error={queue.error} retry={() => void queue.refetch()} page />
      ) : queue.isLoading ? (
        <div className="queue-wait" aria-busy="true" />
      ) : rows.length === 0 ? (
        <EmptyState title={t(part === "mine" ? "queue.empty_mine" : "queue.empty")} text={part === "mine" ? t("queue.empty_mine_text") : undefined} />
      ) : (
        <>
          <QueueList rows={rows} chosen={here?.review ?? null} />
          <p className="keys queue-keys">{t("queue.keys")}</p>
        </>
      )}
    </div>
  );
}
