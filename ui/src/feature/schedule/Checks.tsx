// What a platform says about a publication, and what the work still lacks.

import type { Finding, PublicationView } from "../../generated/types";
import { Button } from "../../shared/Button";
import { Shape } from "../../shared/StateTag";
import { useWrite } from "../../shared/studio";
import type { Tone } from "../../shared/states";
import { useText } from "../../text";
import { useAmounts } from "./amounts";

const tones: Record<string, Tone> = { broken: "stop", ask: "doubt", advice: "quiet" };

export function Checks({ publication }: { publication: PublicationView }) {
  const t = useText("schedule");
  const terms = useText("terms");
  const answer = useWrite("answer_finding");
  const amount = useAmounts();
  const words = ({ rule, weight, limit, found }: Finding) => {
    if (rule === "cover_required") return t("tab.cover_missing");
    return weight === "ask" ? t("tab.ask", { found: amount(rule, found) }) : t("tab.limit", { limit: amount(rule, limit), found: amount(rule, found) });
  };
  const may = publication.steps.includes("edit");
  const over = ["published", "corrected", "withdrawn", "canceled"].includes(publication.state);
  if (over) return null;
  return (
    <section className="checks">
      {publication.gates.length > 0 && (
        <p className="checks-gates" data-hard={publication.gates.some((gate) => gate.gate === "minors_absent") || undefined}>
          {t("tab.gates")}: {publication.gates.map((gate) => terms(`gate.${gate.gate}` as never)).join("、")}
        </p>
      )}
      <h3>{t("tab.checks")}</h3>
      {publication.findings.length === 0 && <p className="quiet">{t("tab.no_findings")}</p>}
      <ul className="told">
        {publication.findings.map(({ finding, answered_by }) => (
          <li key={finding.rule}>
            <Shape tone={answered_by ? "done" : (tones[finding.weight] ?? "quiet")} />
            <span>
              <strong>{terms(`rule.${finding.rule}` as never)}</strong>{" "}
              {words(finding)}
            </span>
            {answered_by && <span className="quiet">{t("tab.answered", { name: answered_by.name })}</span>}
            {finding.weight === "ask" && !answered_by && may && (
              <Button
                size="small"
                loading={answer.isPending}
                onClick={() => answer.mutate({ publication: publication.id, version: publication.version, rule: finding.rule, found: finding.found })}
              >
                {t("tab.answer")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
