// The next seven days with what goes out on each, and what is not ready for it.

import { Link } from "@tanstack/react-router";
import type { HomeDay } from "../../generated/operations";
import { StateTag } from "../../shared/StateTag";
import { clockTime, DayText } from "../../shared/time";
import { useText } from "../../text";
import { usePlatforms } from "./Waiting";

export function Days({ days, today }: { days: readonly HomeDay[]; today: string }) {
  const t = useText("home");
  const platforms = usePlatforms();
  const busy = days.filter((day) => day.slots.length > 0);
  return (
    <section className="days" aria-labelledby="home-days">
      <h2 id="home-days">{t("days")}</h2>
      <ol className="days-strip" aria-hidden="true">
        {days.map((day) => (
          <li key={day.day} data-today={day.day === today || undefined} data-busy={day.slots.length > 0 || undefined}>
            <span>{Number(day.day.slice(8))}</span>
          </li>
        ))}
      </ol>
      {busy.length === 0 && <p className="quiet">{t("no_slots")} · <Link to="/schedule">→</Link></p>}
      {busy.map((day) => (
        <div key={day.day} className="days-day">
          <h3>{day.day === today ? t("today") : <DayText value={day.day} style="long" />}</h3>
          <ul>
            {day.slots.map((slot) => (
              <li key={slot.publication}>
                <Link to="/episodes/$id" params={{ id: slot.episode }} search={{ tab: "publish" } as never}>
                  <span className="number">{clockTime(slot.at)}</span> {platforms(slot.platform)} 《{slot.title}》
                </Link>
                {slot.blocked && <StateTag tone="stop">{t("blocked")}</StateTag>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
