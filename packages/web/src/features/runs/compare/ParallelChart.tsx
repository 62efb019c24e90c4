import { ParallelChart as ParallelSeries } from "echarts/charts";
import { ParallelComponent } from "echarts/components";
import type { EChartsCoreOption } from "echarts/core";
import { useMemo } from "react";
import { Chart } from "../../../ui/chart/Chart.js";
import { type ChartColours, curveStyle, useChartColours } from "../../../ui/chart/chart-colours.js";
import { axisLook, shortNumber, tipLook } from "../../../ui/chart/chart-text.js";
import { use } from "../../../ui/chart/echarts.js";
import { isNumeric, numberOf, type PlotAxis } from "./compare-values.js";

use([ParallelSeries, ParallelComponent]);

interface Props {
  axes: readonly PlotAxis[];
  /** The names of the runs. */
  labels: readonly string[];
}

/** Each run as a line over parallel axes. Draw over a part of an axis to see only the runs that pass it. */
export function ParallelChart({ axes, labels }: Props) {
  const colours = useChartColours();
  const option = useMemo(() => optionOf(axes, labels, colours), [axes, labels, colours]);
  const names = axes.map(({ name }) => name).join(", ");
  return (
    <Chart option={option} height={340} label={`Parallel coordinates of ${labels.length} runs: ${names}`} />
  );
}

function optionOf(axes: Props["axes"], labels: Props["labels"], colours: ChartColours): EChartsCoreOption {
  const look = axisLook(colours);
  return {
    animation: false,
    tooltip: { ...tipLook(colours), trigger: "item", formatter: ({ name }: { name: string }) => name },
    parallel: { left: 48, right: 72, top: 36, bottom: 16 },
    parallelAxis: axes.map(({ name, row }, dim) => ({
      ...look,
      dim,
      name: name.slice(name.indexOf(".") + 1),
      nameTruncate: { maxWidth: 120 },
      axisLabel: { ...look.axisLabel, ...(isNumeric(row) && { formatter: shortNumber }) },
      ...(isNumeric(row)
        ? { type: "value", scale: true }
        : { type: "category", data: [...new Set(row.cells.map(textOf))] }),
    })),
    series: [
      {
        type: "parallel",
        smooth: false,
        inactiveOpacity: 0.06,
        activeOpacity: 1,
        data: labels.map((name, run) => ({
          name,
          value: axes.map(({ row }) => valueAt(row, run)),
          lineStyle: { ...curveStyle(run, colours), width: 2, opacity: 0.85 },
        })),
      },
    ],
  };
}

const NONE = "(none)";
const textOf = (cell: unknown): string => (cell === undefined ? NONE : String(cell));

function valueAt(row: PlotAxis["row"], run: number): number | string {
  const cell = row.cells[run];
  if (isNumeric(row)) return numberOf(cell) ?? Number.NaN;
  return textOf(cell);
}
