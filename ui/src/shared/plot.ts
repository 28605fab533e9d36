// ECharts with only what the studio draws. A chunk of its own: loaded when the first chart comes into sight.

import { BarChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent, DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent,
} from "echarts/components";
import { init, use as register, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { colour, fontFamily, type Shade } from "./tokens";

register([
  BarChart, LineChart, PieChart, ScatterChart, AriaComponent, DatasetComponent, GridComponent, LegendComponent,
  MarkLineComponent, TitleComponent, TooltipComponent, CanvasRenderer,
]);

export type PlotOption = EChartsCoreOption;

function house(shade: Shade) {
  const axis = {
    axisLine: { lineStyle: { color: colour(shade, "line") } },
    axisTick: { show: false },
    axisLabel: { color: colour(shade, "ink-soft") },
    splitLine: { lineStyle: { color: colour(shade, "line") } },
  };
  return {
    color: (["blue", "amber", "green", "ink-soft"] as const).map((name) => colour(shade, name)),
    textStyle: { fontFamily, color: colour(shade, "ink") },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    timeAxis: axis,
    legend: { textStyle: { color: colour(shade, "ink") } },
    tooltip: {
      backgroundColor: colour(shade, "raised"),
      borderColor: colour(shade, "line"),
      textStyle: { color: colour(shade, "ink") },
    },
  };
}

const always = { animation: false, aria: { enabled: true } };

export interface Plot {
  set: (option: PlotOption) => void;
  resize: () => void;
  stop: () => void;
}

export function draw(place: HTMLElement, shade: Shade, onPress?: (index: number) => void): Plot {
  const chart = init(place, house(shade), { renderer: "canvas" });
  if (onPress) chart.on("click", (event) => onPress(event.dataIndex));
  return {
    set: (option) => chart.setOption({ ...always, ...option }, { notMerge: true }),
    resize: () => chart.resize(),
    stop: () => chart.dispose(),
  };
}

/** A picture for a report: always light, twice as fine, with the question on top. */
export function picture(option: PlotOption, title: string, below: string, width: number, height: number): Blob {
  const place = document.createElement("div");
  const chart = init(place, house("light"), { renderer: "canvas", width: Math.max(width, 720), height: height + 68 });
  try {
    const said = { fontFamily, color: colour("light", "ink") };
    const head = { text: title, subtext: below, left: 16, top: 12, itemGap: 6, textStyle: { ...said, fontSize: 16 }, subtextStyle: { ...said, fontSize: 12 } };
    const grid = { ...((option["grid"] as object | undefined) ?? {}), top: 84 };
    chart.setOption({ ...always, ...option, title: head, grid });
    const url = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("light", "ground") });
    const bytes = Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (character) => character.charCodeAt(0));
    return new Blob([bytes], { type: "image/png" });
  } finally {
    chart.dispose();
  }
}
