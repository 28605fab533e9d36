// Beside a shot: what was found in its texts. And at the foot of the script: how much there is of everything.

import { useCallback, useSyncExternalStore } from "react";
import { Link } from "../../shared/route";
import { Shape } from "../../shared/StateTag";
import { marksIn } from "../../shared/proof/marks";
import { toneOfWeight, useFindingSentence, weightOf } from "../../shared/proof/words";
import { useText } from "../../text";
import { nextMark, useCheckState, useProofing, type Placed } from "./context";
import { fieldOf, headerFields, shotFields } from "./model/texts";

/** The findings of a shot, or of the header; pressing one opens it at its words. */
export function FindingMargin({ shot }: { episodeId: string; shot: string | null }) {
  const t = useText("proof");
  const sentence = useFindingSentence();
  const proofing = useProofing();
  const owner = shot ?? "header";
  const checking = proofing?.checking;
  const subscribe = useCallback((listener: () => void) => checking?.subscribe(owner, listener) ?? (() => {}), [checking, owner]);
  const keys = (shot === null ? headerFields : shotFields).map((field) => `${owner}.${field}`);
  // One text for what is shown: the list is drawn anew only when it says something else.
  useSyncExternalStore(subscribe, () => keys.map((key) => checking?.of(key)?.findings.map((one) => `${one.rule} ${one.span.utf16.join()} ${one.silenced ?? ""}`).join() ?? "").join("|"));
  if (!proofing) return null;
  const marks = keys.flatMap((key): Placed[] => {
    const [known, text] = [proofing.checking.of(key), proofing.access.text(key)];
    return known && text !== undefined ? marksIn(known, text).map((mark) => ({ ...mark, key, text })) : [];
  });
  if (marks.length === 0) return null;
  return (
    <ul className="margin-findings" aria-label={t("findings")}>
      {marks.map((mark) => {
        const silenced = mark.finding.silenced !== null;
        const weight = weightOf(mark.finding);
        return (
          <li key={`${mark.key} ${mark.finding.rule} ${mark.start}`}>
            <button type="button" className="margin-finding" data-weight={weight} data-silenced={silenced || undefined} title={sentence(mark.finding)} onClick={() => proofing.open(mark, true)}>
              <Shape tone={silenced ? "done" : toneOfWeight[weight]} />
              <span>
                <strong>{t(silenced ? "weight.silenced" : `weight.${weight}`)}</strong> <span className="quiet">{t(`field.${fieldOf(mark.key)}`)}</span> {sentence(mark.finding)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** 引用 3 条 · 问题 1 · 提示 2 · 隐私 0; pressing it goes to the next finding. */
export function CheckFoot() {
  const proofing = useProofing();
  return proofing && <Sum {...proofing} />;
}

function Sum(proofing: NonNullable<ReturnType<typeof useProofing>>) {
  const t = useText("proof");
  const { ground, sum, status } = useCheckState(proofing.checking);
  if (status === "starting") return <span className="quiet">{t("checking")}</span>;
  const parts = [t("sum.citations", { n: sum.citations }), t("sum.errors", { n: sum.errors }), t("sum.hints", { n: sum.hints }), t("sum.privacy", { n: sum.privacy })];
  const go = () => {
    const mark = nextMark(proofing, proofing.access.caret(), false);
    if (mark) proofing.open(mark, false);
  };
  return (
    <span className="check-sum">
      <button type="button" className="check-sum-go" title={t("sum.go")} data-errors={sum.errors + sum.privacy > 0 || undefined} onClick={go}>
        {sum.stops > 0 && <span className="check-stop"><Shape tone="stop" /> {t("sum.stops", { n: sum.stops })} · </span>}
        {parts.join(" · ")}
      </button>
      {status === "failing" && <span className="check-failing">{t("failing")}</span>}
      {ground?.law_texts === 0 && <Link to="/laws" search={{ tab: "import" }}>{t("library_empty")}</Link>}
    </span>
  );
}
