// Figures that became smaller: a slip in the entry, or views that the platform took back. Somebody should look.

import type { FallRow } from "../../generated/types";
import { EmptyState } from "../../shared/EmptyState";
import { usePlatforms } from "../../shared/platforms";
import { Link } from "../../shared/route";
import { StateTag } from "../../shared/StateTag";
import { useText } from "../../text";
import { Told } from "./Figure";

export function Falls({ falls }: { falls: readonly FallRow[] }) {
  const t = useText("metrics");
  const platforms = usePlatforms();
  if (falls.length === 0) return <EmptyState title={t("falls.none")} />;
  return (
    <ul className="metrics-list">
      {falls.map((row, index) => (
        <li key={index}>
          <StateTag tone="doubt">{t(`metric.${row.fall.metric}`)}</StateTag>
          {row.episode ? <Link to="/episodes/$id" params={{ id: row.episode }} search={{ tab: "metrics" }}>{row.what}</Link> : <span>{row.what}</span>}
          {row.platform && <span className="quiet">{platforms(row.platform)}</span>}
          <span className="number">
            <Told reading={row.fall.before} /> <span className="quiet">{row.fall.before.day}</span> → <Told reading={row.fall.after} /> <span className="quiet">{row.fall.after.day}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
