import type { Histogram } from "@slipway/contract";

const BINS = 40;

/**
 * Edges of equal width that hold the values of every list, from the least to the greatest; without the hundredth of
 * them at either end that would leave one bar for all others.
 */
export function commonEdges(lists: readonly Float64Array[]): number[] {
  const sorted = lists.map((list) => list.toSorted());
  const quantile = (list: Float64Array, q: number) => list[Math.round(q * (list.length - 1))] as number;
  const low = Math.min(...sorted.map((list) => quantile(list, 0.01)));
  const high = Math.max(...sorted.map((list) => quantile(list, 0.99)));
  if (low === high) return [low - 0.5, low + 0.5];
  return Array.from({ length: BINS + 1 }, (_, i) => low + ((high - low) * i) / BINS);
}

/** Counts values between edges of equal width; those beyond are counted in the bar at that end. */
export function histogram(values: Float64Array, edges: readonly number[]): Histogram {
  const [low, high] = [edges[0] as number, edges.at(-1) as number];
  const counts = new Array<number>(edges.length - 1).fill(0);
  for (const value of values) {
    const place = Math.floor(((value - low) / (high - low)) * counts.length);
    const bin = Math.min(Math.max(place, 0), counts.length - 1);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { edges: [...edges], counts };
}
