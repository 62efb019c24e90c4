import { useMemo } from "react";
import { Chart } from "../../ui/chart/Chart.js";
import { type ChartColours, useChartColours } from "../../ui/chart/chart-colours.js";
import { axisLook, shortNumber, tipLook } from "../../ui/chart/chart-text.js";
import type { ChartOption, LineSeriesOption } from "../../ui/chart/echarts.js";
import { ZOOMABLE } from "../../ui/chart/zoom.js";
import { formatDuration } from "../../ui/format/format-duration.js";
import { formatNumber } from "../../ui/format/format-number.js";
import { formatUtc } from "../../ui/format/format-time.js";
import type { Band } from "./curve-band.js";
import { axisOf, type CurveView } from "./curve-view.js";
import { type Axis, type Point, smoothed } from "./metric-series.js";

/** Up to this many points are drawn as points too, so that one between two gaps is seen. */
const FEW_POINTS = 60;

/** One run's line in a chart. */
export interface Curve {
  /** Whose it is; shown beside the pointer where there are several. */
  name: string;
  points: readonly Point[];
  color: string;
  dash: "solid" | "dashed" | "dotted";
  /** What lies around it, where it is the mean of several. */
  band?: Pick<Band, "low" | "high">;
}

interface Props {
  metric: string;
  curves: readonly Curve[];
  view: CurveView;
  /** The part of the axis in view; absent, all of it. */
  range?: readonly [number, number] | undefined;
  onZoom: (from: number, to: number) => void;
  /** In pixels. */
  height: number;
}

/** The curves of one metric. */
export function MetricChart({ metric, curves, view, range, onZoom, height }: Props) {
  const colours = useChartColours();
  const option = useMemo(() => optionOf(curves, view, range, colours), [curves, view, range, colours]);
  const what = curves.some(({ band }) => band) ? "groups of runs" : "runs";
  const whose = curves.length > 1 ? ` of ${curves.length} ${what}` : "";
  const label = `${metric}${whose} over ${axisOf(view)}`;
  return <Chart option={option} height={height} label={label} onZoom={onZoom} />;
}

function optionOf(
  curves: readonly Curve[],
  view: CurveView,
  range: Props["range"],
  colours: ChartColours,
): ChartOption {
  const { log, smooth = 0 } = view;
  const over = axisOf(view);
  const look = axisLook(colours);
  return {
    ...ZOOMABLE,
    animation: false,
    grid: { left: 4, right: 12, top: 10, bottom: 4, containLabel: true },
    xAxis: {
      ...look,
      type: over === "time" ? "time" : "value",
      min: range?.[0] ?? "dataMin",
      max: range?.[1] ?? "dataMax",
      axisLabel: {
        ...look.axisLabel,
        ...(over === "relative" && { formatter: (value: number) => formatDuration(value) }),
      },
      splitLine: { show: false },
    },
    yAxis: {
      ...look,
      type: log ? "log" : "value",
      scale: true,
      splitNumber: 4,
      axisLine: { show: false },
      axisLabel: { ...look.axisLabel, formatter: shortNumber },
    },
    tooltip: {
      ...tipLook(colours),
      trigger: "axis",
      order: "valueDesc",
      formatter: (hit) => tipText(Array.isArray(hit) ? hit : [hit], over, curves.length > 1),
    },
    series: [
      ...curves.flatMap((curve, place) => bandLines(curve, place, smooth, log === true)),
      ...curves.flatMap((curve) => linesOf(curve, smooth, log === true)),
    ],
  };
}

/** The curve; where it is smoothed, what was logged stays behind it, pale. */
function linesOf({ name, points, color, dash, band }: Curve, smooth: number, log: boolean) {
  const drawable = points.map((point) => onScale(point, log));
  const line = (data: Point[], opacity: number, silent: boolean) => ({
    type: "line" as const,
    name,
    data,
    silent,
    connectNulls: false,
    sampling: "lttb" as const,
    showSymbol: !silent && !band && points.length <= FEW_POINTS,
    symbolSize: 4,
    lineStyle: { width: 1.5, color, type: dash, opacity },
    itemStyle: { color },
    ...(silent && { tooltip: { show: false } }),
  });
  // Under a band, the mean as it was logged would only blur it.
  if (smooth === 0 || band) return [line(smoothed(drawable, smooth), 1, false)];
  return [line(drawable, 0.25, true), line(smoothed(drawable, smooth), 1, false)];
}

/** Two lines that are not seen, the area between which is the band: the second stands on the first. */
function bandLines({ band, color }: Curve, place: number, smooth: number, log: boolean): LineSeriesOption[] {
  if (!band) return [];
  const low = smoothed(
    band.low.map((point) => onScale(point, log)),
    smooth,
  );
  const high = smoothed(
    band.high.map((point) => onScale(point, log)),
    smooth,
  );
  const edge = (data: Point[]): LineSeriesOption => ({
    type: "line",
    data,
    stack: `band ${place}`,
    stackStrategy: "all",
    silent: true,
    symbol: "none",
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  });
  const between = high.map(([x, y], index): Point => {
    const under = low[index]?.[1] ?? null;
    return [x, y === null || under === null ? null : y - under];
  });
  return [edge(low), { ...edge(between), areaStyle: { color, opacity: 0.18 } }];
}

/** A point as it can be drawn: none where a logarithm has no number. */
const onScale = ([x, y]: Point, log: boolean): Point => [x, log && y !== null && y <= 0 ? null : y];

/** At most so many curves are named beside the pointer. */
const NAMED = 12;

function tipText(
  hits: readonly { value?: unknown; seriesName?: string }[],
  over: Axis,
  named: boolean,
): string {
  const points = hits.filter(({ value }) => Array.isArray(value));
  const [first] = points;
  if (!first) return "";
  const lines = points.slice(0, NAMED).map(({ value, seriesName }) => {
    const [, y] = value as Point;
    const text = y === null ? "not a finite number" : formatNumber(y);
    return named ? `${text}  ${seriesName}` : text;
  });
  return [placeText((first.value as Point)[0], over), ...lines].join("\n");
}

function placeText(x: number, over: Axis): string {
  if (over === "time") return formatUtc(x);
  return over === "relative" ? formatDuration(x) : `step ${x.toLocaleString("en-US")}`;
}
