// What moved the figure since the end of the last month, person by person.

import type { AskParticipation, ChangePart } from "../../generated/types";
import { ErrorNote } from "../../shared/ErrorNote";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";
import { tenths } from "./Headline";
import type { Names } from "./NamesDrawer";

/** The last day of the month before the day's. */
function monthBefore(on: string): string {
  const [year = 2000, month = 1] = on.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10);
}

const parts = ["became_active", "joined", "left", "no_longer_active"] as const;

interface ChangeProps {
  question: AskParticipation;
  read: ReturnType<typeof useChange>;
  onNames: (names: Names) => void;
  /** Shows the figure of that day. */
  onDay: (day: string) => void;
}

/** Asked for beside the figure itself, not after it. */
export function useChange({ unit, policy, department }: AskParticipation, on: string) {
  return useRead("participation_change", { unit, from: monthBefore(on), to: on, policy, department });
}

export function Change({ question, read, onNames, onDay }: ChangeProps) {
  const t = useText("people");
  const { data, error } = read;
  if (error) return <ErrorNote error={error} />;
  if (!data) return <section />;
  const told = parts.filter((part) => data[part].count > 0);
  const open = (part: ChangePart, title: string) => onNames({ title, people: [], extra: part.people });
  return (
    <section aria-label={t("change.title")}>
      <h3>{t("change.title")} <span className="quiet">{t("change.since", { day: data.from })}</span></h3>
      <p>
        {tenths(data.before.tenths) || t("undefined")} <button type="button" className="part-number" title={data.from} onClick={() => onDay(data.from)}>{data.before.n}/{data.before.total}</button>
        {" → "}
        {tenths(data.after.tenths) || t("undefined")} <span className="quiet">{data.after.n}/{data.after.total}</span>
      </p>
      {(question.column || question.role) && <p className="quiet">{t("unfiltered")}</p>}
      {told.length === 0 && <p className="quiet">{t("change.none")}</p>}
      <ul className="part-list">
        {told.map((part) => {
          const { count, people } = data[part];
          const title = t(`change.${part}`);
          return (
            <li key={part}>
              <span>{title}</span>
              <button type="button" className="part-number" disabled={people.length === 0} onClick={() => open(data[part], title)}>{t("people_n", { n: count })}</button>
              <span className="quiet">{people.slice(0, 4).map((person) => person.name).join("、")}{people.length > 4 ? "…" : ""}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
