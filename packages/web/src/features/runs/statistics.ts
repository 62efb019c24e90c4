/** The mean; undefined of nothing. */
export const meanOf = (values: readonly number[]): number | undefined =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;

/** Sample standard deviation; undefined for fewer than two. */
export function spreadOf(values: readonly number[], mean = meanOf(values)): number | undefined {
  if (mean === undefined || values.length < 2) return undefined;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/**
 * A quantile by straight lines between the values in order (definition 7 of Hyndman and Fan, 1996, which NumPy and R
 * use too).
 * @param sorted at least one value, in ascending order
 * @param share from 0 to 1
 */
export function quantileOf(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

/** What a box plot draws. */
export interface Box {
  /** The ends of the whiskers: the outermost values within 1.5 times the box's length of it (Tukey, 1977). */
  low: number;
  high: number;
  lower: number;
  median: number;
  upper: number;
}

/** The box of at least one value. */
export function boxOf(values: readonly number[]): Box {
  const sorted = [...values].sort((a, b) => a - b);
  const [lower, median, upper] = [0.25, 0.5, 0.75].map((share) => quantileOf(sorted, share)) as [
    number,
    number,
    number,
  ];
  const reach = 1.5 * (upper - lower);
  const inside = sorted.filter((value) => value >= lower - reach && value <= upper + reach);
  return { low: inside[0] ?? lower, high: inside.at(-1) ?? upper, lower, median, upper };
}

/** The place of each value in their order, from 1; equal values share the mean of their places. */
export function ranksOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const places = new Map<number, { sum: number; count: number }>();
  sorted.forEach((value, index) => {
    const known = places.get(value) ?? { sum: 0, count: 0 };
    places.set(value, { sum: known.sum + index + 1, count: known.count + 1 });
  });
  return values.map((value) => {
    const { sum, count } = places.get(value) ?? { sum: 0, count: 1 };
    return sum / count;
  });
}

/** The correlation of two lists of the same length (Pearson); undefined where either is constant. */
export function correlationOf(a: readonly number[], b: readonly number[]): number | undefined {
  const [meanA, meanB] = [meanOf(a) ?? 0, meanOf(b) ?? 0];
  let [cross, squareA, squareB] = [0, 0, 0];
  a.forEach((value, index) => {
    const [x, y] = [value - meanA, (b[index] ?? 0) - meanB];
    cross += x * y;
    squareA += x * x;
    squareB += y * y;
  });
  return squareA > 0 && squareB > 0 ? cross / Math.sqrt(squareA * squareB) : undefined;
}
