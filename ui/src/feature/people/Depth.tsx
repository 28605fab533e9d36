// How deep participation goes: the middle number of works, who has one only, how much rests on three people.

import type { ParticipationView } from "../../generated/types";
import { Rate } from "../../shared/Rate";
import { useText } from "../../text";
import type { Names } from "./NamesDrawer";

export function Depth({ view, onNames }: { view: ParticipationView; onNames: (names: Names) => void }) {
  const t = useText("people");
  const { depth } = view;
  const top = view.people.filter((person) => person.takes_part).toSorted((a, b) => b.works - a.works).slice(0, 3).map((person) => person.id);
  const single = view.people.filter((person) => person.takes_part && person.works === 1).map((person) => person.id);
  return (
    <section aria-label={t("depth.title")}>
      <h3>{t("depth.title")}</h3>
      <dl className="part-facts">
        <dt>{t("depth.median")}</dt>
        <dd>{depth.median_tenths === null ? "—" : t("works", { n: depth.median_tenths / 10 })}</dd>
        <dt>{t("depth.one_only")}</dt>
        <dd>
          <button type="button" className="part-number" disabled={!view.named || single.length === 0} onClick={() => onNames({ title: t("depth.one_only"), people: single })}>
            <Rate part={depth.one_work_only.n} whole={depth.one_work_only.total} />
          </button>
        </dd>
        <dt>{t("depth.top_three")}</dt>
        <dd>
          <button type="button" className="part-number" disabled={!view.named || top.length === 0} onClick={() => onNames({ title: t("depth.top_three"), people: top })}>
            <Rate part={depth.top_three.n} whole={depth.top_three.total} />
          </button>
        </dd>
        <dt>{t("depth.inactive")}</dt>
        <dd>
          <button type="button" className="part-number" disabled={depth.inactive.length === 0} onClick={() => onNames({ title: t("depth.inactive"), people: depth.inactive })}>
            {t("people_n", { n: depth.inactive_count })}
          </button>
        </dd>
      </dl>
    </section>
  );
}
