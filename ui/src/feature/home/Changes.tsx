// What happened since yesterday, one line each.

import { Link } from "@tanstack/react-router";
import type { HomeChange } from "../../generated/operations";
import { DayText } from "../../shared/time";
import { useText } from "../../text";

export function Changes({ changes }: { changes: readonly HomeChange[] }) {
  const t = useText("home");
  const words = (change: HomeChange) =>
    change.decision
      ? t(`change.${change.decision}`, { title: change.title, stage: change.stage })
      : change.content
        ? t(`change.${change.content}`, { title: change.title })
        : change.title;
  return (
    <section aria-labelledby="home-changes">
      <h2 id="home-changes">{t("changes")}</h2>
      {changes.length === 0 && <p className="quiet">{t("no_changes")}</p>}
      <ul className="changes">
        {changes.map((change, at) => (
          <li key={at}>
            <span className="quiet"><DayText value={change.at} withTime near /></span> {change.by.name}{" "}
            {change.review ? (
              <Link to="/review/$id" params={{ id: change.review }}>{words(change)}</Link>
            ) : (
              <Link to="/episodes/$id" params={{ id: change.episode }}>{words(change)}</Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
