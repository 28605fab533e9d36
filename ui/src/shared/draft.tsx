// A form over something with a version. It follows what is stored until one writes in it; when somebody else stores
// something meanwhile, neither side is lost: both versions are shown, and one chooses.

import { useState } from "react";
import { useText } from "../text";
import { Button } from "./Button";
import { Clash } from "./dialogs";

export interface Draft<D> {
  draft: D;
  set: (patch: Partial<D>) => void;
  dirty: boolean;
  /** The version from which the draft was made: what a save names. */
  version: number;
  /** Somebody stored something newer than what this draft was made from. */
  behind: boolean;
  /** Asks which version is to stand; for a save that was refused as stale, and instead of one that would be. */
  ask: () => void;
  /** What a save has stored, and what was sent: words written since then stay. */
  stored: (now: D, version: number, sent: D) => void;
  /** For the dialog below. */
  clash: { open: boolean; mine: D; theirs: D; take: (side: "mine" | "theirs") => void; close: () => void };
  /** The version that is stored now. */
  newest: number;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What I changed, over what is stored now. */
function over<D extends object>(stored: D, base: D, mine: D): D {
  const made = { ...stored };
  for (const field of Object.keys(mine) as (keyof D)[]) if (!same(mine[field], base[field])) made[field] = mine[field];
  return made;
}

export function useDraft<D extends object>(current: D, newest: number): Draft<D> {
  const [state, setState] = useState({ draft: current, base: current, version: newest });
  const [asking, setAsking] = useState(false);
  const dirty = !same(state.draft, state.base);
  const fresh = newest > state.version;
  const mine = over(current, state.base, state.draft);
  if (fresh && (!dirty || same(mine, current))) setState({ draft: current, base: current, version: newest });
  const behind = fresh && dirty;
  return {
    draft: state.draft,
    set: (patch) => setState((old) => ({ ...old, draft: { ...old.draft, ...patch } })),
    dirty,
    version: state.version,
    behind,
    ask: () => setAsking(true),
    stored: (now, version, sent) =>
      setState((old) => ({ draft: same(old.draft, sent) ? now : over(now, sent, old.draft), base: now, version })),
    clash: {
      open: asking && behind,
      mine,
      theirs: current,
      take: (side) => {
        setState({ draft: side === "mine" ? mine : current, base: current, version: newest });
        setAsking(false);
      },
      close: () => setAsking(false),
    },
    newest,
  };
}

/** A field's name and its words, as the dialog shows them. */
export type Line = readonly [name: string, words: string];

interface DraftClashProps<D> {
  form: Draft<D>;
  lines: (draft: D) => readonly Line[];
  busy?: boolean;
  /** Stores mine over the version that is stored now. */
  onMine: (mine: D, version: number) => void;
}

/** Says that somebody else stored something newer, before anything is sent; and shows both versions where they differ. */
export function DraftClash<D extends object>({ form, lines, busy = false, onMine }: DraftClashProps<D>) {
  const t = useText("shared");
  const { clash } = form;
  const [mine, theirs] = [lines(clash.mine), lines(clash.theirs)];
  const differs = (mine.length > theirs.length ? mine : theirs).map((_, at) => !same(mine[at], theirs[at]));
  return (
    <>
      {form.behind && (
        <p className="draft-behind" role="status">
          {t("clash.behind")} <Button size="small" type="link" onClick={form.ask}>{t("clash.look")}</Button>
        </p>
      )}
      <Clash
        open={clash.open}
        mine={<Lines lines={mine.filter((_, at) => differs[at])} />}
        theirs={<Lines lines={theirs.filter((_, at) => differs[at])} />}
        busy={busy}
        onMine={() => {
          clash.take("mine");
          onMine(clash.mine, form.newest);
        }}
        onTheirs={() => clash.take("theirs")}
        onCancel={clash.close}
      />
    </>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  const none = useText("shared")("none");
  return (
    <dl className="clash-lines">
      {lines.map(([name, words]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{words === "" ? <span className="quiet">{none}</span> : words}</dd>
        </div>
      ))}
    </dl>
  );
}
