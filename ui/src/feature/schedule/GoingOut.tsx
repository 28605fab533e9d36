// What the checker says of all that would go out on the day on which it would: why it may not, in words, and where.

import type { PublicationView } from "../../generated/types";
import { StudioError } from "../../host";
import { useMay } from "../../shared/me";
import { FindingItem } from "../../shared/proof/FindingItem";
import { Link } from "../../shared/route";
import { usePlaceName, weightOf, weights } from "../../shared/proof/words";
import { sentenceOf } from "../../shared/sentence";
import { StateTag } from "../../shared/StateTag";
import { useText } from "../../text";

/** Why something may not go out; what the checker has open is said of a publication, not of a stage of the review. */
export function useWhyNotOut(): (refusal: unknown) => string {
  const t = useText("proof");
  return (refusal) => {
    const { code, params } = StudioError.of(refusal);
    return code === "checks_unresolved" ? t("out.blocked", { n: params["errors"] }) : sentenceOf(refusal);
  };
}

export function GoingOut({ publication }: { publication: PublicationView }) {
  const t = useText("proof");
  const whyNot = useWhyNotOut();
  const name = usePlaceName();
  const may = [useMay("write"), useMay("review")].some(Boolean);
  const { checks, episode } = publication;
  if (!checks) return null;
  const { refusal, ground, texts } = checks;
  const found = texts
    .flatMap(({ place, report }) => report.findings.filter((one) => one.silenced === null).map((finding) => ({ place, finding })))
    .sort((a, b) => weights.indexOf(weightOf(a.finding)) - weights.indexOf(weightOf(b.finding)));
  return (
    <section className="going-out">
      <h3>{t("out.title")} <span className="quiet">{t("review.on", { day: ground.on, as_of: ground.laws_as_of })}</span></h3>
      {refusal ? (
        <StateTag tone={refusal.code === "minor_identifiable" ? "stop" : "doubt"}>{whyNot(refusal)}</StateTag>
      ) : (
        <StateTag tone="done">{t(found.length > 0 ? "out.may" : "out.clean")}</StateTag>
      )}
      {found.length > 0 && (
        <ul className="text-checks">
          {found.map(({ place, finding }) => (
            <li key={`${place.key} ${finding.rule} ${finding.span.utf16[0]}`}>
              <FindingItem
                finding={finding}
                text={place.text}
                episode={episode}
                maySilence={may}
                stopSaid
                place={place.field === null ? name(place) : <Link to="/episodes/$id/script" params={{ id: episode }}>{name(place)}</Link>}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
