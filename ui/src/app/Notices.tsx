// The bell: what I was told, newest first; each line leads to the thing. One press marks everything as seen.

import { BellOutlined } from "@ant-design/icons";
import { Badge, Button, Popover } from "antd";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { NoticeView } from "../generated/operations";
import { ErrorNote } from "../shared/ErrorNote";
import { useRead, useWrite } from "../shared/studio";
import { DayText, clockTime } from "../shared/time";
import { useText } from "../text";
import { useCounts } from "./counts";

export function Bell() {
  const t = useText("home");
  const unseen = useCounts().notices ?? 0;
  const [open, setOpen] = useState(false);
  const label = unseen > 0 ? t("notices.unseen", { n: unseen }) : t("notices.title");
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={t("notices.title")}
      content={open ? <Told onGo={() => setOpen(false)} /> : null}
      destroyOnHidden
    >
      <Badge count={unseen} size="small" color="var(--blue)" offset={[-4, 6]} overflowCount={99}>
        <Button type="text" icon={<BellOutlined />} aria-label={label} title={label} aria-haspopup="dialog" aria-expanded={open} />
      </Badge>
    </Popover>
  );
}

function Told({ onGo }: { onGo: () => void }) {
  const t = useText("home");
  const navigate = useNavigate();
  const found = useRead("list_notices", { after: null, limit: 50 });
  const seen = useWrite("mark_notices_seen");
  const sentence = useSentence();
  const rows = found.data?.rows ?? [];
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (found.data && rows.length === 0) return <p className="quiet">{t("notices.none")}</p>;
  const newest = rows[0];
  return (
    <div className="notices">
      <ul>
        {rows.map((notice) => (
          <li key={notice.id} data-new={notice.seen_at === null || undefined}>
            <button
              type="button"
              onClick={() => {
                onGo();
                void navigate({ href: placeOf(notice) });
              }}
            >
              <span>{sentence(notice)}</span>
              <span className="quiet"><DayText value={notice.at} withTime near /></span>
            </button>
          </li>
        ))}
      </ul>
      {newest && (found.data?.unseen ?? 0) > 0 && (
        <Button size="small" type="link" loading={seen.isPending} onClick={() => seen.mutate({ until: newest.at })}>{t("notices.mark")}</Button>
      )}
    </div>
  );
}

interface Said {
  review?: string;
  episode?: string;
  title?: string;
  stage?: string | null;
  reason?: string;
  /** The step that is owed, what is owed, and who reminds. */
  step?: string;
  owed?: string;
  by?: string;
  channel?: string;
  /** Unix milliseconds. */
  slot?: number;
}

function said(notice: NoticeView): Said {
  try {
    return JSON.parse(notice.params) as Said;
  } catch {
    return {};
  }
}

export function placeOf(notice: NoticeView): string {
  const { review, episode } = said(notice);
  if (notice.kind === "backup_failed") return "/settings/backup";
  if (notice.kind === "review_returned" && episode) return `/episodes/${encodeURIComponent(episode)}/script`;
  if (notice.kind === "step_reminded" && episode) return placeOfStep(said(notice), episode);
  if (review) return `/review/${encodeURIComponent(review)}`;
  if (!episode) return "/";
  return `/episodes/${encodeURIComponent(episode)}${notice.kind.startsWith("slot_") ? "?tab=publish" : ""}`;
}

/** Where the work of a step is done. */
function placeOfStep({ step = "" }: Said, episode: string): string {
  const page = `/episodes/${encodeURIComponent(episode)}`;
  if (step === "script") return `${page}/script`;
  if (step === "production" || step === "ready") return `${page}?tab=production`;
  return `${page}?tab=${step === "published" ? "publish" : "review"}`;
}

/** Says a notice in the reader's language. */
export function useSentence(): (notice: NoticeView) => string {
  const t = useText("home");
  const episodes = useText("episodes");
  return (notice) => {
    const { title = "", stage, reason = "", owed = "", by = "", channel = "", slot } = said(notice);
    const debts = episodes("owed", { returnObjects: true }) as unknown as Record<string, string>;
    const time = slot === undefined ? "" : clockTime(slot);
    const values = { title, stage: stage ?? "", reason, by, owed: debts[owed] ?? "", channel, time };
    const words = t("notices.kind", { returnObjects: true, ...values }) as Record<string, string>;
    return words[notice.kind] ?? words["other"] ?? "";
  };
}
