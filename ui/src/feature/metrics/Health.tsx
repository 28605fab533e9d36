// How the pipeline does this quarter: time per stage, first-pass rate, who carries how much, columns against their rhythm.

import { ErrorNote } from "../../shared/ErrorNote";
import { Rate } from "../../shared/Rate";
import { Skeleton } from "../../shared/Skeleton";
import { StateTag } from "../../shared/StateTag";
import { useRead } from "../../shared/studio";
import { dayOf, useNow } from "../../shared/time";
import { useText } from "../../text";

export function Health() {
  const t = useText("metrics");
  const terms = useText("terms");
  const now = useNow();
  const from = dayOf(now - 89 * 86_400_000);
  const { data, error, refetch } = useRead("pipeline_health", { from, to: dayOf(now) });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const long = (minutes: number) => (minutes >= 1440 ? t("health.days", { n: Math.round(minutes / 144) / 10 }) : t("health.hours", { n: Math.round(minutes / 6) / 10 }));
  return (
    <div className="metrics-health" role="region" aria-label={t("tabs.health")} tabIndex={0}>
      <section>
        <h3>{t("health.stages")}</h3>
        {data.stages.length === 0 && <p className="quiet">{t("health.none")}</p>}
        <dl className="metrics-facts">
          {data.stages.map((stage) => (
            <div key={stage.stage}>
              <dt>{terms(`content.${stage.stage}` as "content.ready")}</dt>
              <dd>
                {stage.episodes > 0 ? long(stage.median_minutes) : "—"} <span className="quiet">{t("health.of", { n: stage.episodes, waiting: stage.waiting })}</span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h3>{t("health.review")}</h3>
        <dl className="metrics-facts">
          <div><dt>{t("health.first_pass")}</dt><dd><Rate part={data.review.first_pass.n} whole={data.review.first_pass.total} /></dd></div>
          <div><dt>{t("health.rework")}</dt><dd>{data.review.rework_rounds}</dd></div>
          <div><dt>{t("health.review_time")}</dt><dd>{data.review.median_minutes === null ? "—" : long(data.review.median_minutes)}</dd></div>
          <div><dt>{t("health.overdue")}</dt><dd>{data.overdue}/{data.open}</dd></div>
        </dl>
      </section>
      {data.loads.length > 0 && (
        <section>
          <h3>{t("health.loads")}</h3>
          <ul className="metrics-list">
            {data.loads.map((load) => (
              <li key={load.person?.id ?? ""}>
                <span>{load.person?.name ?? t("health.nobody")}</span>
                <span>{t("health.open", { n: load.open })}</span>
                {load.overdue > 0 && <StateTag tone="stop">{t("health.late", { n: load.overdue })}</StateTag>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t("health.columns")} <span className="quiet">{t("health.window")}</span></h3>
        <ul className="metrics-list">
          {data.columns.map(({ column, output }) => (
            <li key={column.id}>
              <span>{column.name}</span>
              <span className="number">{output.expected === null ? output.episodes : `${output.episodes}/${output.expected}`}</span>
              {output.behind && <StateTag tone="doubt">{t("health.behind")}</StateTag>}
              {output.silent_days !== null && <span className="quiet">{t("health.silent", { n: output.silent_days })}</span>}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
