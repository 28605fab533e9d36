// How the figure came about, month by month, with n/N under every point.

import { useMemo } from "react";
import type { AskParticipation, ParticipationView } from "../../generated/types";
import { Chart } from "../../shared/Chart";
import { ErrorNote } from "../../shared/ErrorNote";
import { useRead } from "../../shared/studio";
import { monthName } from "../../shared/time";
import { useLanguage, useText } from "../../text";
import { tenths, useStanding } from "./Headline";

interface TrendProps {
  question: AskParticipation;
  view: ParticipationView;
  read: ReturnType<typeof useTrend>;
  onDay: (day: string) => void;
}

/** The first day of the month eleven months before the day's: twelve points. */
function yearBefore(on: string): string {
  const [year = 2000, month = 1] = on.split("-").map(Number);
  const from = new Date(Date.UTC(year, month - 12, 1));
  return from.toISOString().slice(0, 10);
}

/** Asked for beside the figure itself, not after it. */
export function useTrend({ unit, policy, department }: AskParticipation, on: string) {
  return useRead("participation_trend", { unit, from: yearBefore(on), to: on, step: "month", policy, department });
}

export function Trend({ question, view, read, onDay }: TrendProps) {
  const t = useText("people");
  const { data, error } = read;
  const standing = useStanding(view);
  const points = useMemo(() => data ?? [], [data]);
  const language = useLanguage();
  const option = useMemo(
    () => ({
      grid: { left: 44, right: 16, top: 24, bottom: 44 },
      tooltip: { trigger: "axis" },
      xAxis: {
        type: "category",
        data: points.map((point) => `${monthName(point.day, language)}\n${point.rate.n}/${point.rate.total}`),
        axisLabel: { interval: 0, fontSize: 11, hideOverlap: true, showMaxLabel: true },
      },
      yAxis: { type: "value", min: 0, max: 100, axisLabel: { formatter: "{value} %" } },
      series: [{ type: "line", symbolSize: 8, data: points.map((point) => (point.rate.tenths === null ? null : point.rate.tenths / 10)) }],
    }),
    [points, language],
  );
  if (error) return <ErrorNote error={error} />;
  return (
    <Chart
      title={t("trend.title")}
      sub={[t("trend.sub"), question.column || question.role ? t("unfiltered") : ""].filter(Boolean).join(" · ")}
      standing={standing}
      option={option}
      table={{ head: [t("trend.day"), "n", "N", t("rate")], rows: points.map((point) => [point.day, point.rate.n, point.rate.total, tenths(point.rate.tenths) || null]) }}
      onPress={(index) => points[index] && onDay(points[index].day)}
    />
  );
}
