// The names behind a number.

import { Drawer } from "antd";
import type { ParticipationPerson, ParticipationView } from "../../generated/types";
import { EmptyState } from "../../shared/EmptyState";
import { Link } from "../../shared/route";
import { DayText } from "../../shared/time";
import { useText } from "../../text";

export interface Names {
  title: string;
  people: readonly string[];
  /** Those of the same group who have not taken part yet. */
  rest?: readonly string[];
  /** Names of people whom the figure no longer counts. */
  extra?: readonly { id: string; name: string }[];
}

export function NamesDrawer({ names, view, onClose }: { names: Names | null; view: ParticipationView; onClose: () => void }) {
  const t = useText("people");
  const known = new Map(view.people.map((person) => [person.id as string, person]));
  const of = (ids: readonly string[]) => ids.flatMap((id) => known.get(id) ?? []);
  const rest = of(names?.rest ?? []);
  const people = of(names?.people ?? []);
  const extra = names?.extra ?? [];
  return (
    <Drawer open={names !== null} title={names?.title} onClose={onClose} size={420} destroyOnHidden>
      {people.length === 0 && rest.length === 0 && extra.length === 0 && <EmptyState title={t("names.none")} />}
      <Rows people={people} />
      {extra.length > 0 && (
        <ul className="part-list">
          {extra.map((person) => <li key={person.id}><Link to="/people/$id" params={{ id: person.id }}>{person.name}</Link></li>)}
        </ul>
      )}
      {rest.length > 0 && (
        <>
          <h4>{t("names.not_yet", { n: rest.length })}</h4>
          <Rows people={rest} />
        </>
      )}
    </Drawer>
  );
}

function Rows({ people }: { people: readonly ParticipationPerson[] }) {
  const t = useText("people");
  return (
    <ul className="part-list">
      {people.map((person) => (
        <li key={person.id}>
          <Link to="/people/$id" params={{ id: person.id }}>{person.name}</Link>
          <span className="quiet">{person.department}</span>
          {person.works > 0 && <span className="number">{t("works", { n: person.works })}</span>}
          {person.latest && <span className="quiet">{t("names.latest")} <DayText value={person.latest} /></span>}
        </li>
      ))}
    </ul>
  );
}
