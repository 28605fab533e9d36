// A sum with its word and with how many told nothing: missing is not nought.

import { Tooltip } from "antd";
import type { Qualifier, Reading, Total } from "../../generated/types";
import { useText } from "../../text";

export function Figure({ total }: { total: Total }) {
  const t = useText("metrics");
  if (total.value === null) return <span className="quiet">—</span>;
  const words = <span className="number"><Word of={total.qualifier} />{total.value.toLocaleString("en-US")}</span>;
  if (total.missing === 0) return words;
  return <Tooltip title={t("missing", { told: total.told, missing: total.missing })}><span tabIndex={0}>{words}<span className="quiet"> ·{total.told}/{total.told + total.missing}</span></span></Tooltip>;
}

/** One told figure with its word. */
export function Told({ reading }: { reading: Pick<Reading, "value" | "qualifier"> | null | undefined }) {
  if (!reading) return <span className="quiet">—</span>;
  return <span className="number"><Word of={reading.qualifier} />{reading.value.toLocaleString("en-US")}</span>;
}

function Word({ of }: { of: Qualifier | null }) {
  const t = useText("metrics");
  return of === null ? null : <>{t(`qualifier.${of}`)}</>;
}
