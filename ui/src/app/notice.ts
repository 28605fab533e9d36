// What a notice says, and where it leads.

import type { NoticeView } from "../generated/operations";
import { clockTime } from "../shared/time";
import { useText } from "../text";

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
