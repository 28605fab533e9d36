// What happened since yesterday, one line each.

import type { FigureChange, HomeChange } from "../../generated/operations";
import type { ReactNode } from "react";
import { usePlatforms } from "../../shared/platforms";
import { Link } from "../../shared/route";
import { DayText } from "../../shared/time";
import { useText } from "../../text";

export function Changes({ changes }: { changes: readonly HomeChange[] }) {
  const t = useText("home");
  return (
    <section aria-labelledby="home-changes">
      <h2 id="home-changes">{t("changes")}</h2>
      {changes.length === 0 && <p className="quiet">{t("no_changes")}</p>}
      <ul className="changes">
        {changes.map((change, at) => (
          <li key={at}>
            <span className="quiet"><DayText value={change.at} withTime near /></span> {change.by?.name}{" "}
            <To change={change}><Words change={change} /></To>
          </li>
        ))}
      </ul>
    </section>
  );
}

function To({ change, children }: { change: HomeChange; children: ReactNode }) {
  if (change.review) return <Link to="/review/$id" params={{ id: change.review }}>{children}</Link>;
  const search = change.figure ? { tab: "metrics" } : change.platform ? { tab: "publish" } : {};
  return <Link to="/episodes/$id" params={{ id: change.episode }} search={search}>{children}</Link>;
}

function Words({ change }: { change: HomeChange }) {
  const t = useText("home");
  const platforms = usePlatforms();
  const { title } = change;
  const where = change.platform === null ? "" : platforms(change.platform);
  if (change.figure) return <>{where}{t("change.views", { title })} <Views figure={change.figure} /></>;
  if (change.decision) return t(`change.${change.decision}`, { title, stage: change.stage });
  if (change.content) return t(`change.${change.content}`, { title });
  return t("change.out", { title, where });
}

function Views({ figure }: { figure: FigureChange }) {
  const t = useText("metrics");
  const count = (n: number) => n.toLocaleString("en-US");
  const grown = figure.before === null ? null : figure.views - figure.before;
  return (
    <span className="number">
      {figure.qualifier && t(`qualifier.${figure.qualifier}`)}{count(figure.views)}
      {grown !== null && <span data-fell={grown < 0 || undefined} className="grown"> ({grown < 0 ? "−" : "+"}{count(Math.abs(grown))})</span>}
    </span>
  );
}
