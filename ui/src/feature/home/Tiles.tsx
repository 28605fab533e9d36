// How it goes, in four figures. Press one and what stands behind it opens.

import type { ReactNode } from "react";
import type { HomeParticipation, HomeTiles } from "../../generated/types";
import { People } from "../../shared/Person";
import { Rate } from "../../shared/Rate";
import { Link } from "../../shared/route";
import { Shape } from "../../shared/StateTag";
import { useText } from "../../text";

export function Tiles({ tiles }: { tiles: HomeTiles }) {
  const t = useText("home");
  const { late, passage, first_pass } = tiles;
  const all = late.reviews + late.tasks + late.slots + late.works;
  const lateParts = (["reviews", "tasks", "slots", "works"] as const).filter((part) => late[part] > 0);
  return (
    <section className="tiles" aria-labelledby="home-tiles">
      <h2 id="home-tiles">{t("tiles.title")}</h2>
      <Participation part={tiles.participation} />
      <div className="tiles-row">
        <Tile name={t("tiles.passage")} title={t("tiles.passage_why", { since: tiles.since })}>
          {passage ? <><strong>{t("tiles.days", { n: passage.days })}</strong> <span className="quiet">{t("tiles.works", { n: passage.works })}</span></> : <span className="quiet">—</span>}
        </Tile>
        <Tile name={t("tiles.first_pass")} title={t("tiles.first_pass_why", { since: tiles.since })}>
          {first_pass.total > 0 ? <Rate part={first_pass.n} whole={first_pass.total} /> : <span className="quiet">—</span>}
        </Tile>
        <Tile name={t("tiles.late")} title={lateParts.map((part) => t(`late.${part}`, { n: late[part] })).join(" · ") || t("late.none")}>
          <strong data-late={all > 0 || undefined}>{all > 0 && <Shape tone="stop" />} {all}</strong>
          {all > 0 && <span className="quiet tiles-late">{lateParts.map((part) => t(`late.${part}`, { n: late[part] })).join(" · ")}</span>}
        </Tile>
      </div>
    </section>
  );
}

function Participation({ part }: { part: HomeParticipation }) {
  const t = useText("home");
  const without = part.rate.total - part.rate.n;
  const moved = part.this_month > 0 ? `+${part.this_month}` : String(part.this_month);
  return (
    <Link to="/people" className="tile tile-wide">
      <span className="quiet">{t("participation")}</span>
      <Rate part={part.rate.n} whole={part.rate.total} big />
      <span className="tile-facts">
        <span>{part.this_month === 0 ? t("tiles.unmoved") : t("tiles.moved", { n: moved })}</span>
        {part.named && without > 0 && (
          <span>
            {t("tiles.without", { n: without })} <span className="quiet"><People names={part.without_work.map((one) => one.name)} most={4} /></span>
          </span>
        )}
      </span>
    </Link>
  );
}

function Tile({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  return (
    <Link to="/metrics" search={{ tab: "health" }} className="tile" title={title}>
      <span className="quiet">{name}</span>
      <span className="tile-value">{children}</span>
    </Link>
  );
}
