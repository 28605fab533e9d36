// The participation rate of a day with everything around it: trend, groups, who joined in, whom to help in, what changed.
// Every number opens the names behind it, for those who may see them.

import { DownloadOutlined, ImportOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { AskParticipation, CreditRole, ParticipationView } from "../../generated/types";
import { StudioError, useHost } from "../../host";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMay } from "../../shared/me";
import { Link } from "../../shared/route";
import { sayError } from "../../shared/say";
import { Skeleton } from "../../shared/Skeleton";
import { useRead, useWrite } from "../../shared/studio";
import { dayOf, DayText, useNow } from "../../shared/time";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { Change, useChange } from "./Change";
import { Depth } from "./Depth";
import { Filters } from "./Filters";
import { Groups } from "./Groups";
import { Headline } from "./Headline";
import { NamesDrawer, type Names } from "./NamesDrawer";
import { NotYet } from "./NotYet";
import { Reports } from "./Reports";
import { Trend, useTrend } from "./Trend";
import "./participation.css";

export function Participation() {
  const t = useText("people");
  const [url, setUrl] = useUrlState({ on: "", from: "", policy: "", department: "", column: "", role: "" });
  const today = dayOf(useNow());
  const on = url.on || today;
  const question: AskParticipation = {
    unit: null,
    on,
    from: url.from || null,
    policy: url.policy === "strict" || url.policy === "wide" ? url.policy : null,
    department: url.department || null,
    column: url.column || null,
    role: (url.role || null) as CreditRole | null,
  };
  const read = useRead("participation", question);
  const trend = useTrend(question, on);
  const change = useChange(question, on);
  const [names, setNames] = useState<Names | null>(null);
  if (read.error) return <ErrorNote error={read.error} retry={() => void read.refetch()} />;
  if (!read.data) return <Skeleton />;
  const view = read.data;
  const everybody = view.rate.total === 0 && !question.from && !question.department;
  return (
    <div className="part" aria-busy={read.isFetching}>
      <Filters url={url} on={on} today={today} onChange={setUrl} actions={<Tools question={question} view={view} />} />
      {everybody ? (
        <Nobody />
      ) : (
        <>
          <Headline view={view} onNames={setNames} />
          <div className="part-pair">
            <Trend question={question} view={view} read={trend} onDay={(day) => setUrl({ on: day === today ? "" : day })} />
            <Groups view={view} onNames={setNames} />
          </div>
          <div className="part-pair">
            <section aria-label={t("newcomers.title")}>
              <h3>{t("newcomers.title")} <span className="quiet">{t("newcomers.since", { n: view.newcomers.length, day: view.newcomers_from })}</span></h3>
              {view.newcomers.length === 0 ? (
                <p className="quiet">{t("newcomers.none")}</p>
              ) : (
                <ul className="part-list">
                  {view.newcomers.map((person) => (
                    <li key={person.id}>
                      <Link to="/people/$id" params={{ id: person.id }}>{person.name}</Link>
                      <span className="quiet">{person.department}</span>
                      {person.first && <span className="quiet"><DayText value={person.first} /></span>}
                    </li>
                  ))}
                </ul>
              )}
            </section>
            <Change question={question} read={change} onNames={setNames} onDay={(day) => setUrl({ on: day })} />
          </div>
          <div className="part-pair">
            {view.named ? <NotYet view={view} /> : <Mine view={view} />}
            <Depth view={view} onNames={setNames} />
          </div>
          <Reports question={question} on={on} named={view.named} />
        </>
      )}
      <NamesDrawer names={names} view={view} onClose={() => setNames(null)} />
    </div>
  );
}

/** Takes the figure away as a workbook. */
function Tools({ question, view }: { question: AskParticipation; view: ParticipationView }) {
  const t = useText("people");
  const host = useHost();
  const write = useWrite("export_participation", {
    onDone: (file) => {
      host.saveFile(file.name, { sha256: file.sha256 }).catch((cause: unknown) => sayError(StudioError.of(cause)));
    },
  });
  return (
    view.named && <Button icon={<DownloadOutlined />} loading={write.isPending} onClick={() => write.mutate(question)}>{t("export")}</Button>
  );
}

function Nobody() {
  const t = useText("people");
  const mayImport = useMay("administer");
  return (
    <EmptyState
      title={t("nobody.title")}
      text={t("nobody.text")}
      action={mayImport && <Link to="/import"><Button type="primary" icon={<ImportOutlined />}>{t("nobody.import")}</Button></Link>}
    />
  );
}

/** What others than managers see: their own state and nobody else's. */
function Mine({ view }: { view: ParticipationView }) {
  const t = useText("people");
  return (
    <section aria-label={t("mine.title")}>
      <h3>{t("mine.title")}</h3>
      <p>{view.mine === null ? t("mine.not_counted") : view.mine.takes_part ? t("mine.active", { n: view.mine.works }) : t("mine.not_yet")}</p>
      {view.mine && !view.mine.takes_part && <Link to="/topics">{t("mine.propose")}</Link>}
    </section>
  );
}
