import type { Metric } from "@slipway/contract";

/** What metrics are drawn over. */
export type Axis = "step" | "time";

/** A curve: points in order, `null` where there is no number to draw, so that the line has a gap. */
export interface Series {
  points: [x: number, y: number | null][];
  /** How many values are NaN or infinite. */
  undrawn: number;
}

/** The curve of a metric's history. */
export function seriesOf(history: readonly Metric[], axis: Axis): Series {
  const ordered = history
    .map((metric) => ({ x: Number(axis === "step" ? metric.step : metric.timestamp), metric }))
    .sort((a, b) => a.x - b.x || Number(a.metric.timestamp) - Number(b.metric.timestamp));
  const points = ordered.map(({ x, metric: { value } }): [number, number | null] => [
    x,
    Number.isFinite(value) ? value : null,
  ]);
  return { points, undrawn: points.filter(([, y]) => y === null).length };
}
