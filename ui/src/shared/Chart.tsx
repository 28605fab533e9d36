// A chart whose title is the question that it answers, with the same numbers as a table and as a picture to take away.

import { BarChartOutlined, PictureOutlined, TableOutlined } from "@ant-design/icons";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useHost } from "../host";
import { useText } from "../text";
import { afterPaint } from "./afterPaint";
import { useShade } from "./antSetting";
import { Button } from "./Button";
import { EmptyState } from "./EmptyState";
import type { Plot, PlotOption } from "./plot";
import { sayError } from "./say";

export interface ChartTable {
  head: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

interface ChartProps {
  /** A question: 六月哪个部门还没有作品. */
  title: string;
  /** The n, the day, the policy. */
  sub?: ReactNode;
  /** What else a picture has to say that leaves this page: the day, the policy. */
  standing?: string;
  /** Memoise it: a new object draws anew. Leave colours to the house theme. */
  option: PlotOption;
  table: ChartTable;
  height?: number;
  /** Pressing a bar or a point, with its place in the data. */
  onPress?: (index: number) => void;
}

export function Chart({ title, sub, standing = "", option, table, height = 260, onPress }: ChartProps) {
  const t = useText("shared");
  const host = useHost();
  const [asTable, setAsTable] = useState(false);
  const empty = table.rows.length === 0;

  const save = async () => {
    try {
      const { picture } = await import("./plot");
      await host.saveFile(`${title}.png`, picture(option, title, [typeof sub === "string" ? sub : "", standing].filter(Boolean).join(" · "), 960, height * 1.2));
    } catch (cause) {
      sayError(cause);
    }
  };
  return (
    <figure className="chart" aria-label={title}>
      <figcaption>
        <h3>{title}</h3>
        {sub && <span className="quiet">{sub}</span>}
        <div className="chart-tools no-print">
          <Button
            size="small"
            type="text"
            icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? t("chart.as_chart") : t("chart.as_table")}
          </Button>
          <Button size="small" type="text" icon={<PictureOutlined />} aria-label={t("chart.picture")} title={t("chart.picture")} disabled={empty} onClick={() => void save()} />
        </div>
      </figcaption>
      {empty ? <EmptyState title={t("chart.empty")} /> : asTable ? null : <Canvas option={option} height={height} onPress={onPress} />}
      {!empty && <DataTable table={table} caption={title} hidden={!asTable} />}
    </figure>
  );
}

function Canvas({ option, height, onPress }: { option: PlotOption; height: number; onPress: ((index: number) => void) | undefined }) {
  const t = useText("shared");
  const shade = useShade();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const latest = useRef({ option, onPress });
  latest.current = { option, onPress };
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let gone = false;
    const watch = new ResizeObserver(() => plot.current?.resize());
    // The page first: a chart takes as long to draw as the numbers and names around it.
    const back = afterPaint(() => {
      void import("./plot").then(({ draw }) => {
        if (gone || !place.current) return;
        plot.current = draw(place.current, shade, (index) => latest.current.onPress?.(index));
        plot.current.set(latest.current.option);
        watch.observe(place.current);
        setReady(true);
      });
    });
    return () => {
      gone = true;
      back();
      watch.disconnect();
      plot.current?.stop();
      plot.current = null;
    };
  }, [shade]);
  useEffect(() => plot.current?.set(option), [option]);

  return (
    <div className="chart-canvas" style={{ height }}>
      {!ready && <p className="chart-wait" role="status">{t("chart.loading")}</p>}
      <div ref={place} aria-hidden="true" style={{ height }} />
    </div>
  );
}

/** Also there, unseen, while the chart shows: it is what a screen reader reads. */
function DataTable({ table, caption, hidden }: { table: ChartTable; caption: string; hidden: boolean }) {
  return (
    <div className={hidden ? "sr-only" : "chart-table"}>
      <table>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{table.head.map((name) => <th key={name} scope="col">{name}</th>)}</tr>
        </thead>
        <tbody>
          {table.rows.slice(0, hidden ? 200 : undefined).map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} className={typeof cell === "number" ? "number" : undefined}>
                  {cell === null ? "—" : typeof cell === "number" ? cell.toLocaleString("en-US") : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
