import type { CurveFigure, HistogramFigure } from "../figure.js";
import { INK, MODELS, numberAxis, SOFT, svgOf } from "./chart.js";
import { chartText } from "./chart-text.js";

const SIZE = { width: 340, height: 350 };

const AXES: Record<CurveFigure["kind"], { x: string; y: string }> = {
  roc: { x: "false positive rate", y: "true positive rate" },
  calibration: { x: "predicted probability", y: "how often it was so" },
};

/** Curves from (0, 0) to (1, 1), with the diagonal for comparison. */
export function curveChart({ kind, curves }: CurveFigure): string {
  const { x, y } = AXES[kind];
  const range = { min: 0, max: 1, interval: 0.25 };
  const option = {
    grid: { left: 52, right: 14, top: 10, bottom: 78 },
    legend: legendOf(curves),
    xAxis: numberAxis(x, range),
    yAxis: numberAxis(y, { ...range, gap: 36 }),
    series: [
      {
        type: "line",
        data: [
          [0, 0],
          [1, 1],
        ],
        symbol: "none",
        lineStyle: { color: SOFT, type: "dotted", width: 1 },
      },
      ...curves.map(({ label, points }, place) => ({
        ...lineOf(place, label),
        showSymbol: kind === "calibration",
        data: points,
      })),
    ],
  };
  return svgOf(option, SIZE);
}

/** Outlines of histograms over the same edges. */
export function histogramChart({ unit, edges, series }: HistogramFigure): string {
  const option = {
    grid: { left: 60, right: 14, top: 10, bottom: 78 },
    legend: legendOf(series),
    xAxis: numberAxis(chartText(unit)),
    yAxis: numberAxis("examples", { gap: 44, min: 0 }),
    series: series.map(({ label, counts }, place) => ({
      ...lineOf(place, label),
      step: "end",
      showSymbol: false,
      data: outline(edges, counts),
    })),
  };
  return svgOf(option, SIZE);
}

/** The steps of a histogram, down to nothing at both ends. */
function outline(edges: readonly number[], counts: readonly number[]): [number, number][] {
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? 0;
  return [
    [first, 0],
    ...counts.map((count, place): [number, number] => [edges[place] ?? 0, count]),
    [last, counts.at(-1) ?? 0],
    [last, 0],
  ];
}

const modelOf = (place: number) => MODELS[place % MODELS.length] ?? MODELS[0];

function lineOf(place: number, label: string) {
  const { color, line, symbol } = modelOf(place);
  return {
    type: "line",
    name: chartText(label),
    symbol,
    symbolSize: 7,
    itemStyle: { color },
    lineStyle: { color, type: line, width: 2 },
  };
}

const legendOf = (series: readonly { label: string }[]) => ({
  bottom: 0,
  left: 48,
  orient: "vertical",
  itemGap: 4,
  selectedMode: false,
  itemWidth: 36,
  textStyle: { color: INK, width: 230, overflow: "truncate" },
  data: series.map(({ label }) => chartText(label)),
});
