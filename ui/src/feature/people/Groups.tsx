// The figure by department, column or role, the highest share first.

import { Segmented } from "antd";
import { useMemo, useState } from "react";
import type { CreditRole, FigureGroup, ParticipationView } from "../../generated/types";
import { Chart } from "../../shared/Chart";
import { useText } from "../../text";
import { small, tenths, useStanding } from "./Headline";
import type { Names } from "./NamesDrawer";

const kinds = ["department", "column", "role"] as const;
type Kind = (typeof kinds)[number];

export function Groups({ view, onNames }: { view: ParticipationView; onNames: (names: Names) => void }) {
  const t = useText("people");
  const terms = useText("terms");
  const [kind, setKind] = useState<Kind>("department");
  const standing = useStanding(view);
  const groups = kind === "department" ? view.by_department : kind === "column" ? view.by_column : view.by_role;
  const name = (group: FigureGroup) => (kind === "role" ? terms(`role.${group.id as CreditRole}`) : group.name || t("groups.none"));
  const label = (group: FigureGroup) => (kind === "department" && group.rate.total < 5 ? `${name(group)}*` : name(group));
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 84, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: "value", min: 0, max: 100, show: false },
      yAxis: { type: "category", inverse: true, data: groups.map(label), axisLabel: { width: 120, overflow: "truncate" } },
      series: [
        {
          type: "bar",
          barMaxWidth: 18,
          data: groups.map((group) => (group.rate.tenths ?? 0) / 10),
          label: {
            show: true,
            position: "right",
            // Without these, a dark page draws the words with a rim.
            color: "inherit",
            textBorderWidth: 0,
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const rate = groups[dataIndex]?.rate;
              return rate ? `${rate.percent ?? "—"}% ${rate.n}/${rate.total}` : "";
            },
          },
        },
      ],
    }),
    [groups, kind, t],
  );
  const press = (index: number) => {
    const group = groups[index];
    if (group && view.named) onNames({ title: `${name(group)} ${group.rate.n}/${group.rate.total}`, people: group.active, rest: kind === "department" ? group.not_yet : [] });
  };
  return (
    <div className="part-groups">
      <Segmented aria-label={t("groups.by")} size="small" value={kind} options={kinds.map((value) => ({ value, label: t(`groups.${value}`) }))} onChange={setKind} />
      <Chart
        title={t(`groups.question.${kind}`)}
        sub={kind === "department" && groups.some((group) => group.rate.total < small / 2) ? t("groups.small") : view.on}
        standing={standing}
        option={option}
        height={Math.max(120, groups.length * 30 + 16)}
        table={{ head: [t(`groups.${kind}`), "n", "N", t("rate")], rows: groups.map((group) => [name(group), group.rate.n, group.rate.total, tenths(group.rate.tenths) || null]) }}
        onPress={press}
      />
    </div>
  );
}
