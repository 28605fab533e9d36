// The script on the episode's page: what it says in short, and the way into the editor.

import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { People } from "../../shared/Person";
import { Link } from "../../shared/route";
import { useRead } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";
import { timingOf } from "./model/timing";
import "./scripts.css";

export function ScriptTab({ episodeId }: { episodeId: string }) {
  const t = useText("scripts");
  const { data, error, refetch } = useRead("script_view", { episode: episodeId }, { keep: false });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return null;
  const writes = data.steps.includes("save_script");
  const open = (
    <Link to="/episodes/$id/script" params={{ id: episodeId }}>
      <Button type="primary">{writes ? t("tab.write") : t("tab.read")}</Button>
    </Link>
  );
  if (data.script.shots.length === 0) return <EmptyState title={t("tab.none")} text={writes ? t("tab.none_text") : undefined} action={writes ? open : undefined} />;
  return (
    <div className="script-tab">
      <div className="script-tab-head">
        {open}
        {data.next_revision > 1 && (
          <Link to="/episodes/$id/script" params={{ id: episodeId }} search={{ view: "compare" }}><Button>{t("compare.open")}</Button></Link>
        )}
        <span>{t("total.shots", { n: data.timing.shots })} · {t("total.seconds", { n: data.timing.seconds })}{data.target_seconds !== null && ` / ${t("total.target", { n: data.target_seconds })}`}</span>
        <span className="quiet">{t("draft_of", { n: data.next_revision })}</span>
        <span className="quiet"><DayText value={data.updated_at} withTime near /> {data.updated_by?.name}</span>
        {data.contributors.length > 0 && <span className="quiet">{t("tab.writers")} <People names={data.contributors.map((one) => one.name)} /></span>}
      </div>
      <table className="script-read">
        <thead>
          <tr><th>{t("column.code")}</th><th>{t("column.picture")}</th><th>{t("column.speaker")}</th><th>{t("column.line")}</th><th>{t("column.caption")}</th><th>{t("column.seconds")}</th></tr>
        </thead>
        <tbody>
          {data.script.shots.map((shot) => (
            <tr key={shot.id} data-omitted={shot.omitted || undefined}>
              <td>{shot.code}</td><td>{shot.picture}</td><td>{shot.speaker}</td><td>{shot.line}</td><td>{shot.caption}</td>
              <td className="number">{timingOf(shot, data.pace).seconds || ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
