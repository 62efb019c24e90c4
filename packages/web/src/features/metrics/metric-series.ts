import type { Metric } from "@slipway/contract";

/** What metrics are drawn over: the step, the time of day, or the time since the first point. */
export const AXES = ["step", "time", "relative"] as const;
export type Axis = (typeof AXES)[number];

/** A point to draw, `null` where there is no number, so that the line has a gap. */
export type Point = [x: number, y: number | null];

/** A curve, its points in order. */
export interface Series {
  points: Point[];
  /** How many values are NaN or infinite. */
  undrawn: number;
}

/** The curve of a metric's history. */
export function seriesOf(history: readonly Metric[], axis: Axis): Series {
  const start = axis === "relative" ? Math.min(...history.map(({ timestamp }) => Number(timestamp))) : 0;
  const ordered = history
    .map((metric) => ({ x: Number(axis === "step" ? metric.step : metric.timestamp) - start, metric }))
    .sort((a, b) => a.x - b.x || Number(a.metric.timestamp) - Number(b.metric.timestamp));
  const points = ordered.map(({ x, metric: { value } }): Point => [x, Number.isFinite(value) ? value : null]);
  return { points, undrawn: points.filter(([, y]) => y === null).length };
}

/**
 * A curve smoothed by an exponential moving average whose start is not pulled towards zero (each value divided by the
 * weight that it has so far, as Adam's moments are, Kingma and Ba 2015).
 * @param weight of what came before, from 0 (nothing changes) to less than 1
 */
export function smoothed(points: readonly Point[], weight: number): Point[] {
  if (weight === 0) return [...points];
  let [sum, total] = [0, 0];
  return points.map(([x, y]): Point => {
    if (y === null) return [x, null];
    sum = weight * sum + (1 - weight) * y;
    total = weight * total + (1 - weight);
    return [x, sum / total];
  });
}

/**
 * The steps of the points that lie in a part of the axis, with one more to either side so that the line goes on to
 * the edge. Undefined when none does.
 */
export function stepsWithin(
  history: readonly Metric[],
  axis: Axis,
  [from, to]: readonly [number, number],
): { start: number; end: number } | undefined {
  const start = axis === "relative" ? Math.min(...history.map(({ timestamp }) => Number(timestamp))) : 0;
  const placed = history
    .map(({ step, timestamp }) => ({
      step: Number(step),
      x: Number(axis === "step" ? step : timestamp) - start,
    }))
    .sort((a, b) => a.x - b.x);
  const inside = placed.flatMap(({ x }, index) => (x >= from && x <= to ? [index] : []));
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const steps = placed.slice(Math.max(0, first - 1), last + 2).map(({ step }) => step);
  return { start: Math.min(...steps), end: Math.max(...steps) };
}
