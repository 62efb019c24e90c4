import type { Int64, Metric } from "@slipway/contract";

/** One point as it is stored: NaN as 0 with a mark, the infinities as the largest doubles, as MLflow does. */
export interface MetricPoint {
  key: string;
  value: number;
  timestamp: Int64;
  step: Int64;
  is_nan: 0 | 1;
}

export const toPoint = ({ key, value, timestamp, step }: Metric): MetricPoint => ({
  key,
  value: storedValue(value),
  timestamp,
  step,
  is_nan: Number.isNaN(value) ? 1 : 0,
});

/** The double under which a value is stored. */
export function storedValue(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE);
}

/** The value that was logged. */
export const loggedValue = (value: number, isNan: number): number => (isNan ? Number.NaN : value);

/**
 * Whether a point is newer than another one of its key: by step, then timestamp, then value. NaN counts as 0 there, as
 * in MLflow; beyond MLflow, it wins over a real 0, so that the order of arrival never matters.
 */
export function isNewer(a: MetricPoint, b: MetricPoint): boolean {
  if (a.step !== b.step) return a.step > b.step;
  if (a.timestamp !== b.timestamp) return a.timestamp > b.timestamp;
  if (a.value !== b.value) return a.value > b.value;
  return a.is_nan > b.is_nan;
}

/** The newest point of each key. */
export function newestPoints(points: readonly MetricPoint[]): MetricPoint[] {
  const newest = new Map<string, MetricPoint>();
  for (const point of points) {
    const known = newest.get(point.key);
    if (!known || isNewer(point, known)) newest.set(point.key, point);
  }
  return [...newest.values()];
}
