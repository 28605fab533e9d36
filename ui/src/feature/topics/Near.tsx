// Titles that are too like one: a warning while typing, and a line on a card.

import { CopyOutlined } from "@ant-design/icons";
import { useEffect, useState } from "react";
import type { NearTitle } from "../../generated/types";
import { Link } from "../../shared/route";
import { useRead } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";

/** Waits until nothing has changed for a moment, so that not every key asks. */
function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

export function NearWarning({ title, angle = "", but = null }: { title: string; angle?: string; but?: string | null }) {
  const t = useText("topics");
  const text = useSettled(title.trim(), 120);
  const worth = text.length >= 2;
  const found = useRead("similar_topics", { title: text.slice(0, 60), angle: angle.slice(0, 500), but }, { enabled: worth });
  if (!worth || !found.data || found.data.length === 0) return null;
  return (
    <div className="near" role="status">
      <p>{t("near.head")}</p>
      <NearList near={found.data} />
    </div>
  );
}

export function NearList({ near }: { near: readonly NearTitle[] }) {
  const t = useText("topics");
  return (
    <ul className="near-list">
      {near.map((one) => (
        <li key={one.topic ?? one.episode}>
          <strong className="near-percent">{t("near.percent", { percent: one.percent })}</strong>
          {one.episode ? (
            <Link to="/episodes/$id" params={{ id: one.episode }}>《{one.title}》</Link>
          ) : (
            <Link to="/topics" search={{ topic: one.topic ?? undefined }}>《{one.title}》</Link>
          )}
          <span className="quiet"><NearDay near={one} /></span>
        </li>
      ))}
    </ul>
  );
}

function NearDay({ near }: { near: NearTitle }) {
  const t = useText("topics");
  const words = t(near.published ? "near.published" : near.episode ? "near.made" : "near.proposed", { day: "\u0000" });
  const [before, after] = words.split("\u0000");
  return <>{before}<DayText value={near.day} style="iso" />{after}</>;
}

/** One line on a card or in a row. */
export function NearLine({ nearest }: { nearest: NearTitle }) {
  const t = useText("topics");
  const { day, title, percent } = nearest;
  return (
    <span className="near-line">
      <CopyOutlined aria-hidden="true" /> {t("near.card", { day, title, percent })}
    </span>
  );
}
