// A share that never stands without what it is a share of: "87 % 26/30". Of nobody it is not defined.

import { useText } from "../text";
import { Hint } from "./Hint";

/** Rounded percent, or null when the whole is empty. */
export const percent = (part: number, whole: number): number | null => (whole > 0 ? Math.round((part * 100) / whole) : null);

export function Rate({ part, whole, big = false }: { part: number; whole: number; big?: boolean }) {
  const t = useText("shared");
  const value = percent(part, whole);
  return (
    <span className="rate" data-big={big || undefined}>
      {value === null ? (
        <Hint title={t("rate_undefined_why")}>
          <strong tabIndex={0}>{t("rate_undefined")}</strong>
        </Hint>
      ) : (
        <strong>{value} %</strong>
      )}
      <span className="quiet">{part}/{whole}</span>
    </span>
  );
}

/** 12,430; null is missing and not 0. */
export function Count({ value }: { value: number | null }) {
  return value === null ? <span className="quiet">—</span> : <span className="number">{value.toLocaleString("en-US")}</span>;
}
