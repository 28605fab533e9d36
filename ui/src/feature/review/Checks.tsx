// What the checker found in a revision, gate by gate: every law cited with its article's text, privacy, wording; what
// stands unresolved and what nobody may let pass.

import { DownOutlined, RightOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { CheckGroup, CitationView, CommentPlace, GroupCount, ProofFinding, ReportedText, ReviewView, ScriptReport, TextPlace } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { useKey } from "../../shared/keys";
import { useMay } from "../../shared/me";
import { FindingItem } from "../../shared/proof/FindingItem";
import { groupOf, useFindingSentence, weightOf, weights } from "../../shared/proof/words";
import { sayDone } from "../../shared/say";
import { StateTag } from "../../shared/StateTag";
import { useText } from "../../text";
import type { Commenting } from "./ShotBlock";
import { stageName } from "./words";

interface ChecksProps {
  report: ScriptReport;
  review: ReviewView;
  commenting: Commenting;
  onShot: (shot: string) => void;
}

export function Checks({ report, review, commenting, onShot }: ChecksProps) {
  const t = useText("proof");
  const { summary, ground } = report;
  const errors = summary.groups.reduce((sum, group) => sum + group.errors, 0);
  return (
    <section className="review-checks" aria-label={t("review.title")}>
      <h2>
        {t("review.title")} <span className="quiet">{t("review.on", { day: ground.on, as_of: ground.laws_as_of })}</span>
      </h2>
      {summary.hard_stops > 0 && <p className="review-stop" role="alert"><StateTag tone="stop">{t("review.stop", { n: summary.hard_stops })}</StateTag></p>}
      {errors > 0 && summary.hard_stops === 0 && <p><StateTag tone="doubt">{t("review.gate_open", { n: errors })}</StateTag></p>}
      {report.texts.length === 0 && <p className="quiet">{t("review.none")}</p>}
      {summary.groups.map((group) => (
        <Group key={group.group} count={group} report={report} review={review} commenting={commenting} onShot={onShot} />
      ))}
    </section>
  );
}

function useCounts(): (count: GroupCount) => string {
  const t = useText("proof");
  return (count) => {
    const parts = (["errors", "warnings", "infos", "silenced"] as const).flatMap((name) => (count[name] > 0 ? [t(`review.counts.${name}`, { n: count[name] })] : []));
    return parts.length > 0 ? parts.join(" · ") : t("review.counts.clean");
  };
}

interface Found {
  finding: ProofFinding;
  place: TextPlace;
}

/** Findings of a group, the heaviest first. */
function foundIn(texts: readonly ReportedText[], group: CheckGroup): Found[] {
  const all = texts.flatMap(({ place, report }) => report.findings.filter((finding) => groupOf(finding.rule) === group).map((finding) => ({ finding, place })));
  const weight = ({ finding }: Found) => (finding.silenced === null ? weights.indexOf(weightOf(finding)) : weights.length);
  return all.sort((a, b) => weight(a) - weight(b));
}

function Group({ count, report, review, commenting, onShot }: ChecksProps & { count: GroupCount }) {
  const t = useText("proof");
  const counts = useCounts();
  const { group } = count;
  const found = foundIn(report.texts, group);
  const stages = (review.checks?.stages ?? []).filter((stage) => stage.groups.includes(group)).map((stage) => stageName(review, stage.stage));
  const law = group === "law";
  // What stops a gate is in sight; the rest is one press away.
  const [open, setOpen] = useState(law || count.errors > 0);
  const empty = found.length === 0 && !(law && report.summary.citations > 0);
  return (
    <section className="check-group" aria-label={t(`review.${group}`)}>
      <h3>
        {empty ? (
          <span>{t(`review.${group}`)}</span>
        ) : (
          <button type="button" className="check-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? <DownOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />} {t(`review.${group}`)}
          </button>
        )}
        {law && <span className="quiet">{t("review.citations", { n: report.summary.citations })}</span>}
        {stages.length > 0 && <span className="quiet">{t("review.answered_by", { stages: stages.join(t("review.and")) })}</span>}
        <StateTag tone={count.errors > 0 ? "doubt" : "done"}>{counts(count)}</StateTag>
      </h3>
      {open && law && <Citations texts={report.texts} onShot={onShot} />}
      {open && <Findings found={found} report={report} review={review} commenting={commenting} onShot={onShot} />}
    </section>
  );
}

function PlaceLink({ place, onShot }: { place: TextPlace; onShot: (shot: string) => void }) {
  const t = useText("proof");
  const field = t(`field.${(place.field ?? "title") as "line"}`);
  const { shot } = place;
  if (shot === null) return <>{field}</>;
  return <button type="button" className="check-place" onClick={() => onShot(shot)}>{t("review.shot", { code: place.code })} {field}</button>;
}

/** How many findings stand in sight before the words under review; the rest is one press away. */
const mostInSight = 4;

function Findings({ found, report, review, commenting, onShot }: ChecksProps & { found: readonly Found[] }) {
  const t = useText("proof");
  const [all, setAll] = useState(false);
  const may = [useMay("write"), useMay("review")].some(Boolean);
  if (found.length === 0) return null;
  return (
    <>
      <ul className="check-findings">
        {(all ? found : found.slice(0, mostInSight)).map(({ finding, place }) => (
          <li key={`${place.key} ${finding.rule} ${finding.span.utf16[0]}`} data-weight={finding.silenced === null ? weightOf(finding) : undefined}>
            <FindingItem
              finding={finding}
              text={place.text}
              episode={report.episode}
              maySilence={may}
              stopSaid
              place={<PlaceLink place={place} onShot={onShot} />}
              more={finding.silenced === null && <AsComment finding={finding} place={place} review={review} commenting={commenting} />}
            />
          </li>
        ))}
      </ul>
      {!all && found.length > mostInSight && <Button className="check-more" size="small" type="link" onClick={() => setAll(true)}>{t("review.more", { n: found.length - mostInSight })}</Button>}
    </>
  );
}

const placeOf = ({ shot, field }: TextPlace): CommentPlace => (shot !== null ? { kind: "shot", shot, field } : field !== null ? { kind: "header", field } : { kind: "whole" });

/** A finding handed to the author as a comment: sending back needs one. */
function AsComment({ finding, place, review, commenting }: { finding: ProofFinding; place: TextPlace; review: ReviewView; commenting: Commenting }) {
  const t = useText("proof");
  const sentence = useFindingSentence();
  const { send, busy } = commenting;
  const remedy = finding.fix ? t("remedy", { fix: finding.fix }) : "";
  const text = [t("words", { words: place.text.slice(...finding.span.utf16) }), sentence(finding), remedy].filter((one) => one !== "").join(" ");
  if (review.comments.some((one) => one.text === text && one.resolved_by === null)) return <span className="quiet">{t("review.commented")}</span>;
  if (!send) return null;
  return <Button size="small" disabled={busy} onClick={() => send(placeOf(place), text, () => sayDone(t("review.commented")))}>{t("review.as_comment")}</Button>;
}

/** One article, with every place that cites it. */
interface Cited {
  citation: CitationView;
  places: TextPlace[];
  /** An error about it is open, or was accepted with a reason. */
  open: boolean;
  accepted: boolean;
}

/** Whether an error is about a citation, or about the words that it quotes. */
function speaksOf({ rule, severity, span, params }: ProofFinding, citation: CitationView): boolean {
  if (groupOf(rule) !== "law" || severity !== "error") return false;
  const [start, end] = citation.span.utf16;
  if (span.utf16[0] < end && span.utf16[1] > start) return true;
  const { article, sub } = citation.place;
  return rule.startsWith("quote.") && citation.quote !== null && params["law"] === citation.law && params["article"] === `${article}${sub > 0 ? `-${sub}` : ""}`;
}

function citedIn(texts: readonly ReportedText[]): Cited[] {
  const byStandard = new Map<string, Cited>();
  for (const { place, report } of texts) {
    for (const citation of report.citations) {
      const about = report.findings.filter((finding) => speaksOf(finding, citation));
      const one = byStandard.get(citation.standard) ?? { citation, places: [], open: false, accepted: false };
      if (!one.places.some((known) => known.key === place.key)) one.places.push(place);
      if (citation.quote) one.citation = citation;
      one.open ||= about.some(({ silenced }) => silenced === null);
      one.accepted ||= about.some(({ silenced }) => silenced !== null);
      byStandard.set(citation.standard, one);
    }
  }
  return [...byStandard.values()];
}

/** Each citation with its article folded below it; T opens all. */
function Citations({ texts, onShot }: { texts: readonly ReportedText[]; onShot: (shot: string) => void }) {
  const t = useText("proof");
  const cited = citedIn(texts);
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const all = cited.map(({ citation }) => citation.standard);
  useKey("t", () => setShown(shown.size === all.length ? new Set() : new Set(all)));
  const turn = (standard: string) => {
    const next = new Set(shown);
    if (!next.delete(standard)) next.add(standard);
    setShown(next);
  };
  if (cited.length === 0) return null;
  return (
    <>
      <ul className="check-citations">
        {cited.map(({ citation, places, open, accepted }) => {
          const { standard, text, quote, place, known } = citation;
          const show = shown.has(standard);
          return (
            <li key={standard}>
              <p className="check-citation">
                <strong>{standard}</strong>
                {open ? (
                  <StateTag tone="doubt">{t("weight.error")}</StateTag>
                ) : accepted ? (
                  <StateTag tone="quiet">{t("weight.silenced")}</StateTag>
                ) : (
                  known && <StateTag tone="done">{t("review.valid")}</StateTag>
                )}
                {quote && <span className="quiet">{t(`review.quote.${quote.verdict}`)}</span>}
                <span className="quiet">
                  {t("review.cited_in")} {places.map((one, at) => <span key={one.key}>{at > 0 && t("review.and")}<PlaceLink place={one} onShot={onShot} /></span>)}
                </span>
                {place.article > 0 && (
                  <Button size="small" type="text" aria-expanded={show} onClick={() => turn(standard)}>{t(show ? "review.hide_text" : "review.show_text")}</Button>
                )}
              </p>
              {show && (text === null ? <p className="quiet">{t("review.no_text")}</p> : <blockquote className="check-text">{text}</blockquote>)}
            </li>
          );
        })}
      </ul>
      <p className="keys">{t("review.key")}</p>
    </>
  );
}
