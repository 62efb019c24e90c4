import { useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { Chart } from "../../ui/chart/Chart.js";
import type { ChartOption } from "../../ui/chart/echarts.js";
import { formatNumber } from "../../ui/format/format-number.js";
import { formatUtc } from "../../ui/format/format-time.js";
import type { Axis, Series } from "./metric-series.js";

/** Up to this many points are drawn as points too, so that one between two gaps is seen. */
const FEW_POINTS = 60;

const COLOURS = {
  light: { line: "#4263eb", text: "#868e96", grid: "#edf0f2", tip: "#ffffff", ink: "#212529" },
  dark: { line: "#748ffc", text: "#909296", grid: "#2f3136", tip: "#25272b", ink: "#dee2e6" },
};

interface Props {
  metric: string;
  series: Series;
  axis: Axis;
  /** In pixels. */
  height: number;
}

/** The curve of one metric. */
export function MetricChart({ metric, series, axis, height }: Props) {
  const colours = COLOURS[useComputedColorScheme("light")];
  const option = useMemo(() => optionOf(series, axis, colours), [series, axis, colours]);
  return <Chart option={option} height={height} label={`${metric} over ${axis}`} />;
}

function optionOf({ points }: Series, axis: Axis, colours: (typeof COLOURS)["light"]): ChartOption {
  const nameX = (x: number) => (axis === "time" ? formatUtc(x) : `step ${x.toLocaleString("en-US")}`);
  const text = { color: colours.text, fontSize: 11 };
  return {
    animation: false,
    grid: { left: 4, right: 12, top: 10, bottom: 4, containLabel: true },
    xAxis: {
      type: axis === "time" ? "time" : "value",
      min: "dataMin",
      max: "dataMax",
      axisLabel: { ...text, hideOverlap: true },
      axisLine: { lineStyle: { color: colours.text } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: "value",
      scale: true,
      splitNumber: 4,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, formatter: shortNumber },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    tooltip: {
      trigger: "axis",
      // Drawn on the canvas: nothing of a metric's name or value is ever read as markup.
      renderMode: "richText",
      confine: true,
      backgroundColor: colours.tip,
      borderColor: colours.grid,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: (hit) => {
        const point = (Array.isArray(hit) ? hit[0] : hit)?.value;
        if (!Array.isArray(point)) return "";
        const [x, y] = point as [number, number | null];
        return `${nameX(x)}\n${y === null ? "not a finite number" : formatNumber(y)}`;
      },
    },
    series: [
      {
        type: "line",
        data: points,
        connectNulls: false,
        sampling: "lttb",
        showSymbol: points.length <= FEW_POINTS,
        symbolSize: 4,
        lineStyle: { width: 1.5, color: colours.line },
        itemStyle: { color: colours.line },
      },
    ],
  };
}

const SHORT = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 4 });

const shortNumber = (value: number) =>
  value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : SHORT.format(value);
