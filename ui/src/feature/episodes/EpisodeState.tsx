// Where an episode stands, in one word: a work that is out is no longer one that waits to go out.

import { StateOf } from "../../shared/StateTag";
import type { EpisodeRow } from "../../generated/types";

interface EpisodeStateProps {
  episode: Pick<EpisodeRow, "content" | "first_published_day">;
  /** Why it was taken down everywhere, where that is known. */
  withdrawn?: string | null;
}

export function EpisodeState({ episode, withdrawn = null }: EpisodeStateProps) {
  const out = episode.content === "ready" && episode.first_published_day !== null && withdrawn === null;
  return out ? <StateOf kind="publication" value="published" /> : <StateOf kind="content" value={episode.content} />;
}
