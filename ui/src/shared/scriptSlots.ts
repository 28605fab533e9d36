// What other features put into the script editor; the app hands it in, so that features do not know each other.

import type { ComponentType, ReactNode } from "react";
import type { Script } from "../generated/operations";

/** Where one writes: a text's key (`header.hook`, a shot's id and its field: `0190-..-e1.line`) and offsets as the page counts. */
export interface TextCaret {
  key: string;
  start: number;
  end: number;
}

/** The open script, for whoever looks at its texts and corrects them. */
export interface ScriptAccess {
  readonly mayWrite: boolean;
  current(): Script;
  /** One text by its key; undefined when there is no such text (any more). */
  text(key: string): string | undefined;
  /** Called after every change, also of each key. Answers how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Writes a text anew; it is saved and can be undone like any typing. */
  write(key: string, text: string): void;
  /** Goes to a place in a text and marks it. */
  enter(caret: TextCaret): void;
  /** Where the caret stands; null when it is in no text of the script. */
  caret(): TextCaret | null;
}

export interface ScriptSlots {
  /** Around the editor: reads comments and findings once for all shots. */
  Around?: ComponentType<{ episodeId: string; access: ScriptAccess; children: ReactNode }>;
  /** Beside a shot: its comments and findings. `shot` is null for the header. */
  Margin?: ComponentType<{ episodeId: string; shot: string | null }>;
  /** A text of the script with what was found in it. */
  Marked?: ComponentType<{ place: string; text: string }>;
  /** Below the fields of the header. */
  Header?: ComponentType<{ episodeId: string }>;
  /** In the line below the shots. */
  Foot?: ComponentType<{ episodeId: string }>;
  /** At the foot: hand in the draft. `flush` stores what was typed and answers the version it is stored as; null when it has to wait. */
  Submit?: ComponentType<{ episodeId: string; flush: () => Promise<number | null> }>;
}
