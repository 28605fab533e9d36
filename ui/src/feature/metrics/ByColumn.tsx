// Which column is watched most: sums, and the middle of its works, which one great success does not move.

import { useMemo } from "react";
import type { ColumnFigures } from "../../generated/types";
import { Chart } from "../../shared/Chart";
import { useText } from "../../text";

export function ByColumn({ columns }: { columns: readonly ColumnFigures[] }) {
  const t = useText("metrics");
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 80, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis" },
      xAxis: { type: "value", show: false },
      yAxis: { type: "category", inverse: true, data: columns.map((one) => one.column.name), axisLabel: { width: 140, overflow: "truncate" } },
      series: [
        { type: "bar", name: t("views"), barMaxWidth: 16, label: { show: true, position: "right", color: "inherit", textBorderWidth: 0, formatter: ({ value }: { value: number | null }) => value?.toLocaleString("en-US") ?? "—" }, data: columns.map((one) => one.views.value) },
      ],
    }),
    [columns, t],
  );
  return (
    <div className="metrics-scroll">
      <Chart
        title={t("question.columns")}
        sub={t("question.columns_sub")}
        option={option}
        height={Math.max(140, columns.length * 32 + 16)}
        table={{
          head: [t("column"), t("works_out"), t("views"), t("likes"), t("median")],
          rows: columns.map((one) => [one.column.name, one.works, one.views.value, one.likes.value, one.median_views]),
        }}
      />
    </div>
  );
}
