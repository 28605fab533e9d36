// One topic on the board: its title, where it comes from, how old it is, and what it is too like.

import { memo } from "react";
import type { TopicRow } from "../../generated/types";
import { People } from "../../shared/Person";
import { DayText, useNow } from "../../shared/time";
import { useText } from "../../text";
import { NearLine } from "./Near";

/** The hand that drags a card over the board changes nothing in the others. */
export const CardFace = memo(function CardFace({ row }: { row: TopicRow }) {
  const t = useText("topics");
  const days = Math.floor((useNow() - row.created_at) / 86_400_000);
  return (
    <>
      <span className="card-title">{row.title}</span>
      <span className="card-facts">
        {row.column && <span className="card-column">{row.column.name}</span>}
        <span>{t(`source.${row.source}`)}</span>
        <People names={row.proposers.map((person) => person.name)} most={2} />
        {row.wanted_day ? <DayText value={row.wanted_day} /> : <span>{days < 1 ? t("age.today") : t("age.days", { n: days })}</span>}
      </span>
      {row.nearest && <NearLine nearest={row.nearest} />}
    </>
  );
});
