// The figure itself: never without n/N, the day and the policy.

import { Tooltip } from "antd";
import type { ParticipationView } from "../../generated/types";
import { useText } from "../../text";
import type { Names } from "./NamesDrawer";

/** Tenths of a percent as they are said: 87.1 %. */
export function tenths(value: number | null): string {
  return value === null ? "" : `${Math.floor(value / 10)}.${value % 10} %`;
}

/** Of fewer people than this one person moves the figure by more than ten points. */
export const small = 10;

/** The day and the policy, without which no figure goes anywhere. */
export function useStanding({ from, on, policy }: ParticipationView): string {
  const t = useText("people");
  const categories = policy.categories.map((category) => t(`category.${category}`)).join("、");
  return [from ? t("period", { from, on }) : t("as_of", { on }), t("counted", { policy: t(`policy.${policy.roles}`), categories })].join(" · ");
}

export function Headline({ view, onNames }: { view: ParticipationView; onNames: (names: Names) => void }) {
  const t = useText("people");
  const { rate } = view;
  const active = view.people.filter((person) => person.takes_part).map((person) => person.id);
  const open = () => onNames({ title: t("names.active", { n: rate.n }), people: active });
  const standing = useStanding(view);
  return (
    <section className="part-head" aria-label={t("rate")}>
      <h2 className="part-name quiet">{t("rate")}</h2>
      {rate.tenths === null ? (
        <Tooltip title={t("undefined_why")}><strong tabIndex={0} className="part-big">{t("undefined")}</strong></Tooltip>
      ) : (
        <strong className="part-big">{tenths(rate.tenths)}</strong>
      )}
      <button type="button" className="part-number" disabled={!view.named || rate.n === 0} onClick={open}>
        {t("n_of", { n: rate.n, total: rate.total })}
      </button>
      <span className="quiet">{standing}</span>
      {rate.total > 0 && rate.total < small && <span className="quiet">{t("small")}</span>}
    </section>
  );
}
