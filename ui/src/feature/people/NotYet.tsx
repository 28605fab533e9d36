// Whom to help in: for managers only, with a place to begin. No list of shame: it names a column and an easy first role.

import type { ParticipationView } from "../../generated/types";
import { Link } from "../../shared/route";
import { dayOf, dayWords, useNow } from "../../shared/time";
import { useLanguage, useText } from "../../text";

export function NotYet({ view }: { view: ParticipationView }) {
  const t = useText("people");
  const language = useLanguage();
  const today = dayOf(useNow());
  return (
    <section aria-label={t("not_yet.title")}>
      <h3>{t("not_yet.title")} <span className="quiet">{t("not_yet.count", { n: view.not_yet.length })}</span></h3>
      {view.not_yet.length === 0 ? (
        <p className="quiet">{t("not_yet.none")}</p>
      ) : (
        <>
          <p className="quiet">{t("not_yet.why")}</p>
          <ul className="part-list">
            {view.not_yet.map((person) => (
              <li key={person.id}>
                <Link to="/people/$id" params={{ id: person.id }}>{person.name}</Link>
                <span className="quiet">{person.department}</span>
                {person.since && <span className="quiet">{t("not_yet.since", { day: dayWords(person.since, language, "short", today) })}</span>}
                <span>{person.column ? t("not_yet.begin_in", { column: person.column.name }) : t("not_yet.begin")}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
