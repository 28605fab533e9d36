// The next seven days with what goes out on each, and what is not ready for it.

import type { HomeDay, HomeSlot } from "../../generated/operations";
import { usePlatforms } from "../../shared/platforms";
import { Link } from "../../shared/route";
import { StateOf, StateTag } from "../../shared/StateTag";
import { clockTime, DayText } from "../../shared/time";
import { useText } from "../../text";

/** Of a day; the schedule has the rest. */
const most = 6;

export function Days({ days, today }: { days: readonly HomeDay[]; today: string }) {
  const t = useText("home");
  const platforms = usePlatforms();
  const busy = days.filter((day) => day.slots.length > 0);
  return (
    <section className="days" aria-labelledby="home-days">
      <h2 id="home-days">{t("days")}</h2>
      <ol className="days-strip" aria-hidden="true">
        {days.map((day) => (
          <li key={day.day} data-today={day.day === today || undefined} data-busy={day.slots.length > 0 || undefined} data-stop={day.slots.some(isStopped) || undefined}>
            <span className="quiet">{t(`weekday.d${new Date(`${day.day}T00:00:00`).getDay()}` as "weekday.d0")}</span>
            <span>{Number(day.day.slice(8))}</span>
            <span className="days-n">{day.slots.length > 0 ? t("slots_n", { n: day.slots.length }) : "\u00a0"}</span>
          </li>
        ))}
      </ol>
      {busy.length === 0 && <p className="quiet">{t("no_slots")} · <Link to="/schedule">{t("to_schedule")}</Link></p>}
      {busy.map((day) => (
        <div key={day.day} className="days-day">
          <h3>{day.day === today ? t("today") : <DayText value={day.day} style="long" />}</h3>
          <ul>
            {day.slots.slice(0, most).map((slot) => (
              <li key={slot.publication}>
                <Link to="/episodes/$id" params={{ id: slot.episode }} search={{ tab: "publish" }}>
                  <span className="number">{clockTime(slot.at)}</span> {platforms(slot.platform)} {t("titled", { title: slot.title })}
                </Link>
                <Standing slot={slot} />
              </li>
            ))}
            {day.slots.length > most && <li><Link to="/schedule">{t("slots_rest", { n: day.slots.length - most })}</Link></li>}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** A gate stands open before a day that is planned: that, and only that, is red. */
const isStopped = (slot: HomeSlot) => slot.gates.length > 0;

function Standing({ slot }: { slot: HomeSlot }) {
  const t = useText("home");
  const terms = useText("terms");
  const words = terms("gate", { returnObjects: true }) as unknown as Record<string, string>;
  if (!isStopped(slot)) return <StateOf kind="publication" value={slot.state} />;
  const gates = slot.gates.map((gate) => words[gate] ?? gate);
  return (
    <span title={gates.join("、")}>
      <StateTag tone="stop">{t("lacks", { gates: gates.slice(0, 2).join("、") })}{gates.length > 2 && t("lacks_more", { n: gates.length - 2 })}</StateTag>
    </span>
  );
}
