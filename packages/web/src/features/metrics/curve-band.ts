import { meanOf, spreadOf } from "../runs/statistics.js";
import type { Point } from "./metric-series.js";

/** How far a band reaches: a standard deviation to either side of the mean, or from the least to the greatest. */
type Spread = "sd" | "range";

/** Several curves as their mean and what lies around it. */
export interface Band {
  mean: Point[];
  low: Point[];
  high: Point[];
}

/** A mean of more points than this is no clearer. */
const MOST_PLACES = 1000;

/**
 * The mean of some curves, and a band around it, at the places where any of them has a point. Between its points a
 * curve is the straight line that is drawn; before its first, behind its last and at a gap it counts for nothing.
 * @param curves each in the order of x
 */
export function bandOf(curves: readonly (readonly Point[])[], spread: Spread): Band {
  const places = [...new Set(curves.flatMap((points) => points.map(([x]) => x)))].sort((a, b) => a - b);
  const every = Math.ceil(places.length / MOST_PLACES);
  const kept = places.filter((_, index) => index % every === 0 || index === places.length - 1);
  const rows = curves.map((points) => valuesAt(points, kept));
  const band: Band = { mean: [], low: [], high: [] };
  kept.forEach((x, place) => {
    const values = rows.flatMap((row) => row[place] ?? []);
    const mean = meanOf(values) ?? null;
    const sd = spreadOf(values) ?? 0;
    const [low, high] =
      spread === "sd" ? [mean === null ? null : mean - sd, mean === null ? null : mean + sd] : endsOf(values);
    band.mean.push([x, mean]);
    band.low.push([x, low]);
    band.high.push([x, high]);
  });
  return band;
}

const endsOf = (values: readonly number[]): [number | null, number | null] =>
  values.length === 0 ? [null, null] : [Math.min(...values), Math.max(...values)];

/** The values of a curve at places in ascending order. */
function valuesAt(points: readonly Point[], places: readonly number[]): (number | undefined)[] {
  let next = 0;
  return places.map((x) => {
    while (next < points.length && (points[next]?.[0] ?? 0) < x) next++;
    const [after, before] = [points[next], points[next - 1]];
    if (after?.[0] === x) return after[1] ?? undefined;
    if (!after || !before || after[1] === null || before[1] === null) return undefined;
    return before[1] + ((after[1] - before[1]) * (x - before[0])) / (after[0] - before[0]);
  });
}
