// A person's name, perhaps with the department, perhaps leading to their page.

import { Link } from "./route";

export function Person({ id, name, department, link = false }: { id: string; name: string; department?: string | null; link?: boolean }) {
  return (
    <span className="person">
      {link ? <Link to="/people/$id" params={{ id }} onClick={(event) => event.stopPropagation()}>{name}</Link> : name}
      {department && <span className="quiet"> {department}</span>}
    </span>
  );
}

/** "甲某某、乙某某 +3": the first few, all on hover. */
export function People({ names, most = 3 }: { names: readonly string[]; most?: number }) {
  const rest = names.length - most;
  return (
    <span className="person" title={names.join("、")}>
      {names.slice(0, most).join("、")}
      {rest > 0 && <span className="quiet"> +{rest}</span>}
    </span>
  );
}
