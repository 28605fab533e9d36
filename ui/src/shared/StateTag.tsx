// A state as a word and a shape; the colour only repeats what both say.

import type { ReactNode } from "react";
import { useText } from "../text";
import { toneOf, type StateKind, type Tone } from "./states";

const shapes: Record<Tone, ReactNode> = {
  quiet: <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  now: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  doubt: <path d="M6 1.2 11.4 10.8H.6Z" fill="currentColor" />,
  stop: <path d="M3.6.6h4.8l3 3v4.8l-3 3H3.6l-3-3V3.6Z" fill="currentColor" />,
  done: <path d="M1.5 6.5 4.7 9.6 10.6 2.6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />,
};

/** The shape alone, for a line of stages. */
export function Shape({ tone }: { tone: Tone }) {
  return (
    <svg className="shape" data-tone={tone} viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      {shapes[tone]}
    </svg>
  );
}

/** With `tone` and words of one's own: `<StateTag tone="doubt">待核对</StateTag>`. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="state-tag" data-tone={tone}>
      <Shape tone={tone} />
      {children}
    </span>
  );
}

/** With a state of the domain: `<StateOf kind="content" value={episode.content} />`. An unknown one shows its own name. */
export function StateOf({ kind, value }: { kind: StateKind; value: string }) {
  const t = useText("terms");
  // The words of every kind are one object each; of an unknown value there is none.
  const word = (t as (key: string, how: object) => string)(`${kind}.${value}`, { defaultValue: value });
  return <StateTag tone={toneOf(kind, value)}>{word}</StateTag>;
}
