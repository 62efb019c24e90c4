import { BarChart, BoxplotChart, CustomChart, ScatterChart } from "echarts/charts";
import type { EChartsCoreOption } from "echarts/core";
import { useMemo } from "react";
import { Chart } from "../../../ui/chart/Chart.js";
import { type ChartColours, useChartColours } from "../../../ui/chart/chart-colours.js";
import { axisLook, shortNumber, tipLook } from "../../../ui/chart/chart-text.js";
import { use } from "../../../ui/chart/echarts.js";
import { formatNumber } from "../../../ui/format/format-number.js";
import { boxOf, meanOf, spreadOf } from "../statistics.js";
import { errorBar } from "./error-bar.js";

use([BarChart, BoxplotChart, CustomChart, ScatterChart]);

/** A box of fewer values says more than they do. */
const FEWEST = 5;

/** The values of some runs that belong together. */
interface SpreadGroup {
  label: string;
  values: readonly number[];
}

interface Props {
  metric: string;
  groups: readonly SpreadGroup[];
  kind: "bars" | "boxes";
  log: boolean;
}

/** A metric of each group: its mean with a standard deviation, or its box; and each run as a point. */
export function SpreadChart({ metric, groups, kind, log }: Props) {
  const colours = useChartColours();
  const option = useMemo(
    () => optionOf({ metric, groups, kind, log }, colours),
    [metric, groups, kind, log, colours],
  );
  const what = kind === "bars" ? "Means and standard deviations" : "Boxes";
  return (
    <Chart
      option={option}
      height={70 + groups.length * 30}
      label={`${what} of ${metric} of ${groups.length} groups of runs`}
    />
  );
}

function optionOf({ metric, groups, kind, log }: Props, colours: ChartColours): EChartsCoreOption {
  const look = axisLook(colours);
  return {
    animation: false,
    grid: { left: 4, right: 24, top: 8, bottom: 24, containLabel: true },
    xAxis: {
      ...look,
      type: log ? "log" : "value",
      // A bar stands for a length, which begins at zero.
      scale: kind === "boxes" || log,
      name: metric,
      nameLocation: "middle",
      nameGap: 26,
      axisLabel: { ...look.axisLabel, formatter: shortNumber },
    },
    yAxis: {
      ...look,
      type: "category",
      inverse: true,
      data: groups.map(({ label }) => label),
      axisLabel: { ...look.axisLabel, width: 220, overflow: "truncate" },
    },
    tooltip: {
      ...tipLook(colours),
      trigger: "item",
      formatter: ({ dataIndex, seriesName }: { dataIndex: number; seriesName: string }) =>
        seriesName === "runs" ? "" : tipText(groups[dataIndex], kind),
    },
    series: [
      ...(kind === "bars" ? barsOf(groups, colours) : boxesOf(groups, colours)),
      pointsOf(groups, colours),
    ],
  };
}

function barsOf(groups: Props["groups"], { line, ink }: ChartColours) {
  return [
    {
      type: "bar",
      name: "mean",
      data: groups.map(({ values }) => meanOf(values)),
      barMaxWidth: 16,
      itemStyle: { color: line, opacity: 0.45 },
    },
    {
      type: "custom",
      name: "spread",
      silent: true,
      renderItem: errorBar(ink),
      encode: { x: [1, 2], y: 0 },
      data: groups.flatMap(({ values }, place) => {
        const [mean, sd] = [meanOf(values), spreadOf(values)];
        return mean === undefined || sd === undefined ? [] : [[place, mean - sd, mean + sd]];
      }),
      z: 3,
    },
  ];
}

function boxesOf(groups: Props["groups"], { line, ink }: ChartColours) {
  return [
    {
      type: "boxplot",
      name: "box",
      layout: "vertical",
      boxWidth: [6, 16],
      itemStyle: { color: "transparent", borderColor: ink, borderWidth: 1.2 },
      emphasis: { itemStyle: { borderColor: line } },
      data: groups.map(({ values }) => {
        if (values.length < FEWEST) return [];
        const { low, lower, median, upper, high } = boxOf(values);
        return [low, lower, median, upper, high];
      }),
    },
  ];
}

const pointsOf = (groups: Props["groups"], { line, tip }: ChartColours) => ({
  type: "scatter",
  name: "runs",
  silent: true,
  symbolSize: 6,
  itemStyle: { color: line, borderColor: tip, borderWidth: 1, opacity: 0.9 },
  data: groups.flatMap(({ values }, place) => values.map((value) => [value, place])),
  z: 4,
});

function tipText(group: SpreadGroup | undefined, kind: Props["kind"]): string {
  if (!group || group.values.length === 0) return "";
  const { label, values } = group;
  const runs = values.length === 1 ? "1 run" : `${values.length} runs`;
  if (kind === "bars") {
    const sd = spreadOf(values);
    const around = sd === undefined ? "" : ` ± ${formatNumber(sd)}`;
    return `${label}\nmean ${formatNumber(meanOf(values) ?? Number.NaN)}${around}\n${runs}`;
  }
  const { lower, median, upper } = boxOf(values);
  return `${label}\nmedian ${formatNumber(median)}\nmiddle half ${formatNumber(lower)} to ${formatNumber(upper)}\n${runs}`;
}
