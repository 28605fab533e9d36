// The day at a glance, in one read: what waits for me by due time, the next seven days, what changed since yesterday.

import type { HomeView } from "../../generated/operations";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { PageHead } from "../../shared/Page";
import { Link } from "../../shared/route";
import { useRead } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";
import { Changes } from "./Changes";
import { Days } from "./Days";
import { FirstSteps } from "./FirstSteps";
import { Tiles } from "./Tiles";
import { Waiting } from "./Waiting";
import "./home.css";

export function HomePage() {
  const t = useText("home");
  const found = useRead("home", {}, { every: 60_000 });
  if (found.error) return <div className="page"><ErrorNote error={found.error} retry={() => void found.refetch()} page /></div>;
  if (!found.data) return <div className="page" aria-busy="true" />;
  const home = found.data;
  return (
    <div className="page home">
      <PageHead title={t("title")} sub={<Sub home={home} />} />
      <div className="home-columns">
        <div className="home-main">
          <FirstSteps />
          <section aria-labelledby="home-waiting">
            <h2 id="home-waiting">{home.waiting.length > 0 ? t("waiting_n", { n: home.waiting.length }) : t("waiting")}</h2>
            {home.waiting.length > 0 ? (
              <Waiting rows={home.waiting} />
            ) : (
              <EmptyState title={t("empty")} text={t("empty_text")} action={<Link to="/topics">{t("to_topics")}</Link>} />
            )}
          </section>
          <Changes changes={home.changes} />
        </div>
        <aside className="home-side">
          <Days days={home.days} today={home.today} />
          <Tiles tiles={home.tiles} />
        </aside>
      </div>
    </div>
  );
}

function Sub({ home }: { home: HomeView }) {
  const t = useText("home");
  const next = home.publicity[0];
  return (
    <>
      <DayText value={home.today} style="long" />
      {next && ` · ${next.days_until === 0 ? t("publicity_now", { name: next.days.name }) : t("publicity", { name: next.days.name, n: next.days_until })}`}
    </>
  );
}
