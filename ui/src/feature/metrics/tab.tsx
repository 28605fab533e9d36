// One work's figures: sums, channel by channel, at the same ages, with what fell and every snapshot.

import { EditOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { Figures, PlaceFigures } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { usePlatforms } from "../../shared/platforms";
import { Skeleton } from "../../shared/Skeleton";
import { StateTag } from "../../shared/StateTag";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";
import { Figure, Told } from "./Figure";
import "./metrics.css";
import { RecordDialog, type Recorded } from "./RecordDialog";

const sums = ["views", "likes", "comments", "shares", "favourites"] as const;

/** A figure of a snapshot with the word that stood beside it. */
function told(figures: Figures, key: (typeof sums)[number]) {
  const value = figures[key];
  return value === null ? null : { value, qualifier: figures.qualifier };
}

export function MetricsTab({ episodeId }: { episodeId: string }) {
  const t = useText("metrics");
  const platforms = usePlatforms();
  const { data, error, refetch } = useRead("metrics_of_work", { episode: episodeId }, { keep: false });
  const [recording, setRecording] = useState<Recorded | null>(null);
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const name = (place: PlaceFigures) =>
    place.platform === null ? t("whole_work") : `${platforms(place.platform)} ${place.handle}`;
  const whole = () => setRecording({ of: { of: "work", id: episodeId }, name: t("whole_work") });
  const record = (place: PlaceFigures) => (place.publication ? setRecording({ of: { of: "publication", id: place.publication }, name: name(place) }) : whole());
  return (
    <div className="metrics-tab">
      <h2 className="sr-only">{t("title")}</h2>
      {data.places.length === 0 ? (
        <EmptyState title={t("tab.none")} text={t("tab.none_text")} action={data.may_record && <Button onClick={whole}>{t("tab.record_whole")}</Button>} />
      ) : (
        <>
          <dl className="metrics-sums">
            {sums.map((key) => <div key={key}><dt>{t(`metric.${key}`)}</dt><dd><Figure total={data.totals[key]} /></dd></div>)}
          </dl>
          {data.places.map((place) => (
            <section key={place.publication ?? "work"} className="metrics-place" aria-label={name(place)}>
              <h3>
                {name(place)} {place.published && <span className="quiet">{place.published}</span>}
                {data.may_record && <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("record.of", { name: name(place) })} onClick={() => record(place)} />}
              </h3>
              <dl className="metrics-facts">
                {sums.map((key) => <div key={key}><dt>{t(`metric.${key}`)}</dt><dd><Told reading={told(place.latest, key)} /></dd></div>)}
                {place.ages.map((age) => <div key={age.age}><dt>{t("after_days", { n: age.age })}</dt><dd><Told reading={age.reading} /></dd></div>)}
              </dl>
              {place.falls.map((fall) => (
                <p key={`${fall.metric}${fall.after.day}`}>
                  <StateTag tone="doubt">{t("tab.fell", { what: t(`metric.${fall.metric}`), before: fall.before.value, after: fall.after.value, day: fall.after.day })}</StateTag>
                </p>
              ))}
              <Snapshots place={place} />
            </section>
          ))}
          {data.may_record && data.places.every((place) => place.publication !== null) && <Button onClick={whole}>{t("tab.record_whole")}</Button>}
        </>
      )}
      <RecordDialog recorded={recording} onClose={() => setRecording(null)} />
    </div>
  );
}

function Snapshots({ place }: { place: PlaceFigures }) {
  const t = useText("metrics");
  if (place.snapshots.length === 0) return <p className="quiet">{t("tab.no_snapshots")}</p>;
  return (
    <details>
      <summary>{t("tab.snapshots", { n: place.snapshots.length })}</summary>
      <div className="chart-table chart">
        <table>
          <thead>
            <tr><th scope="col">{t("day")}</th>{sums.map((key) => <th key={key} scope="col">{t(`metric.${key}`)}</th>)}<th scope="col">{t("tab.source")}</th></tr>
          </thead>
          <tbody>
            {place.snapshots.map((row) => (
              <tr key={`${row.day}${row.source}`}>
                <td>{row.day}</td>
                {sums.map((key) => <td key={key} className="number"><Told reading={told(row.figures, key)} /></td>)}
                <td>{t(`source.${row.source === "hand" ? "hand" : "import"}`)} {row.by.name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
