import { ScatterChart as ScatterSeries } from "echarts/charts";
import type { EChartsCoreOption } from "echarts/core";
import { useMemo } from "react";
import { Chart } from "../../../ui/chart/Chart.js";
import { type ChartColours, curveStyle, useChartColours } from "../../../ui/chart/chart-colours.js";
import { axisLook, shortNumber, tipLook } from "../../../ui/chart/chart-text.js";
import { use } from "../../../ui/chart/echarts.js";
import { formatNumber } from "../../../ui/format/format-number.js";
import { numberOf, type PlotAxis } from "./compare-values.js";

use([ScatterSeries]);

interface Props {
  x: PlotAxis;
  y: PlotAxis;
  /** Whether each axis is logarithmic. */
  xlog: boolean;
  ylog: boolean;
  /** The names of the runs. */
  labels: readonly string[];
}

/** Signs that tell runs apart without their colour. */
const SIGNS = ["circle", "rect", "triangle", "diamond"] as const;

/** Each run as a point over two of its values; runs that lack one are left out. */
export function ScatterChart({ x, y, xlog, ylog, labels }: Props) {
  const colours = useChartColours();
  const option = useMemo(
    () => optionOf({ x, y, xlog, ylog, labels }, colours),
    [x, y, xlog, ylog, labels, colours],
  );
  return (
    <Chart option={option} height={320} label={`${y.name} against ${x.name} of ${labels.length} runs`} />
  );
}

function optionOf({ x, y, xlog, ylog, labels }: Props, colours: ChartColours): EChartsCoreOption {
  const look = axisLook(colours);
  const axis = (name: string, log: boolean, place: object) => ({
    ...look,
    ...place,
    type: log ? "log" : "value",
    scale: true,
    name,
    axisLabel: { ...look.axisLabel, formatter: shortNumber },
  });
  const points = labels.flatMap((name, run) => {
    const [across, up] = [numberOf(x.row.cells[run]), numberOf(y.row.cells[run])];
    if (across === undefined || up === undefined) return [];
    const { color } = curveStyle(run, colours);
    return [{ name, value: [across, up], symbol: SIGNS[run % SIGNS.length], itemStyle: { color } }];
  });
  return {
    animation: false,
    grid: { left: 12, right: 24, top: 32, bottom: 28, containLabel: true },
    xAxis: axis(x.name, xlog, { nameLocation: "middle", nameGap: 28 }),
    yAxis: axis(y.name, ylog, {
      nameLocation: "end",
      nameTextStyle: { ...look.nameTextStyle, align: "left" },
    }),
    tooltip: {
      ...tipLook(colours),
      trigger: "item",
      formatter: ({ name, value }: { name: string; value: [number, number] }) =>
        `${name}\n${x.name} ${formatNumber(value[0])}\n${y.name} ${formatNumber(value[1])}`,
    },
    series: [{ type: "scatter", symbolSize: 11, data: points }],
  };
}
