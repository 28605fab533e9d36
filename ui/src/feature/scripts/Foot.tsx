// The line below the shots: how much it is, whether it is saved, who is here, and what comes next.

import { useEffect } from "react";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { Saved } from "../../shared/Saved";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";
import { useEditing, useSaver, useTotals } from "./editing";

interface FootProps {
  target: number | null;
  nextRevision: number;
  maySubmit: boolean;
  updatedAt: number;
}

export function Foot({ target, nextRevision, maySubmit, updatedAt }: FootProps) {
  const t = useText("scripts");
  const { saver, slots, episodeId } = useEditing();
  const { Submit, Foot: Found } = slots;
  return (
    <footer className="script-foot">
      <div className="script-foot-facts">
        <Totals target={target} />
        {Found && <Found episodeId={episodeId} />}
      </div>
      <div className="script-foot-end">
        <span className="script-foot-state">
          {saver ? <SaveState at={updatedAt} /> : <span className="quiet">{t("read_only")}</span>}
          <span className="quiet">{t("draft_of", { n: nextRevision })}</span>
          <Others />
        </span>
        {Submit && maySubmit && saver && <Submit episodeId={episodeId} flush={async () => ((await saver.flush()) ? saver.storedVersion() : null)} />}
      </div>
    </footer>
  );
}

function Totals({ target }: { target: number | null }) {
  const t = useText("scripts");
  const { pace } = useEditing();
  const totals = useTotals();
  const share = target ? totals.seconds / target : 0;
  // A tenth more or less is what an edit can carry.
  const state = !target ? "none" : share > 1.1 ? "over" : share < 0.9 ? "under" : "good";
  return (
    <span className="script-totals" aria-live="off">
      <span>{t("total.shots", { n: totals.shots })}</span>
      <span data-state={state}>
        <strong>{t("total.seconds", { n: totals.seconds })}</strong>
        {target !== null && <span className="quiet"> / {t("total.target", { n: target })}</span>}
        {state === "over" && <em>{t("total.over", { n: totals.seconds - (target ?? 0) })}</em>}
      </span>
      {target !== null && <meter min={0} max={Math.max(target, totals.seconds)} value={totals.seconds} aria-label={t("total.meter")} data-state={state} />}
      <span>{t("total.characters", { n: totals.characters, pace })}</span>
      {totals.tooFast > 0 && <em>{t("total.fast", { n: totals.tooFast })}</em>}
    </span>
  );
}

function SaveState({ at }: { at: number }) {
  const t = useText("scripts");
  const { saver } = useEditing();
  const state = useSaver();
  useEffect(() => {
    const back = () => saver?.retry();
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, [saver]);
  return (
    <>
      <Saved state={state.status} at={state.at ?? at} />
      {state.status === "waiting" && <Button size="small" type="link" onClick={() => saver?.retry()}>{t("save_now")}</Button>}
    </>
  );
}

/** A refusal that waiting does not mend, above the shots. */
export function SaveError() {
  const { saver } = useEditing();
  const { error } = useSaver();
  return error && <ErrorNote error={error} retry={() => saver?.retry()} />;
}

/** Says that I am here, and shows who else is. */
function Others() {
  const t = useText("scripts");
  const { episodeId, saver } = useEditing();
  const { data, dataUpdatedAt } = useRead("touch_script", { episode: episodeId, editing: saver !== null }, { every: 10_000 });
  // An answer: what waits for the line, or for a new sign-in, need not wait any longer.
  useEffect(() => saver?.retry(), [saver, dataUpdatedAt]);
  if (!data || data.length === 0) return null;
  return (
    <span className="script-others">
      {data.map((one) => t(one.editing ? "present.writes" : "present.looks", { name: one.person.name })).join("，")}
    </span>
  );
}
