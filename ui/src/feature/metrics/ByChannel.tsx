// Which channel carries most, how its followers grew; followers can be entered by hand.

import { EditOutlined } from "@ant-design/icons";
import { useMemo, useState } from "react";
import type { ChannelFigures } from "../../generated/types";
import { Button } from "../../shared/Button";
import { Chart } from "../../shared/Chart";
import { EmptyState } from "../../shared/EmptyState";
import { usePlatforms } from "../../shared/platforms";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { Figure } from "./Figure";
import { RecordDialog, type Recorded } from "./RecordDialog";

export function ByChannel({ channels, mayRecord }: { channels: readonly ChannelFigures[]; mayRecord: boolean }) {
  const t = useText("metrics");
  const platforms = usePlatforms();
  const [recording, setRecording] = useState<Recorded | null>(null);
  const platform = (row: ChannelFigures) => platforms(row.platform);
  const columns: Column<ChannelFigures>[] = [
    { key: "platform", title: t("platform"), width: 120, value: platform, render: platform },
    { key: "handle", title: t("channel"), width: 180, grow: 1, value: (row) => row.handle, render: (row) => row.handle },
    { key: "works", title: t("works_out"), width: 90, align: "end", value: (row) => row.works, render: (row) => row.works },
    { key: "views", title: t("views"), width: 140, align: "end", value: (row) => row.views.value, render: (row) => <Figure total={row.views} /> },
    { key: "likes", title: t("likes"), width: 130, align: "end", value: (row) => row.likes.value, render: (row) => <Figure total={row.likes} /> },
    { key: "followers", title: t("followers"), width: 120, align: "end", value: (row) => row.followers.value, render: (row) => <Figure total={row.followers} /> },
    {
      key: "record",
      title: t("record.save"),
      width: 60,
      render: (row) =>
        mayRecord && <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("record.of", { name: row.handle })} onClick={() => setRecording({ of: { of: "channel", id: row.channel }, name: `${platform(row)} ${row.handle}` })} />,
    },
  ];
  const courses = useMemo(() => channels.filter((one) => one.course.length > 1), [channels]);
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 16, top: 32, bottom: 28 },
      legend: { top: 0, left: 0 },
      tooltip: { trigger: "axis" },
      xAxis: { type: "time" },
      yAxis: { type: "value", scale: true },
      series: courses.map((one) => ({ type: "line", name: `${platforms(one.platform)} ${one.handle}`, showSymbol: false, data: one.course.map((on) => [on.day, on.followers]) })),
    }),
    [courses, platforms],
  );
  return (
    <>
      <VirtualTable label={t("tabs.channels")} rows={channels} rowKey={(row) => row.channel} columns={columns} empty={<EmptyState title={t("no_channels")} text={t("no_channels_text")} />} />
      {courses.length > 0 && (
        <Chart
          title={t("question.followers")}
          option={option}
          height={220}
          table={{ head: [t("channel"), t("day"), t("followers")], rows: courses.flatMap((one) => one.course.map((on) => [`${platform(one)} ${one.handle}`, on.day, on.followers])) }}
        />
      )}
      <RecordDialog recorded={recording} onClose={() => setRecording(null)} />
    </>
  );
}
