// What other features put into the script editor; the app hands it in, so that features do not know each other.

import type { ComponentType, ReactNode } from "react";

export interface ScriptSlots {
  /** Around the editor: reads comments and findings once for all shots. */
  Around?: ComponentType<{ episodeId: string; children: ReactNode }>;
  /** Beside a shot: its comments and findings. `shot` is null for the header. */
  Margin?: ComponentType<{ episodeId: string; shot: string | null }>;
  /** At the foot: hand in the draft. `flush` stores what was typed and answers the version it is stored as; null when it has to wait. */
  Submit?: ComponentType<{ episodeId: string; flush: () => Promise<number | null> }>;
}
