import type { CalibrationCurve } from "@slipway/contract";

const BINS = 10;

/**
 * How often a class happened where it was given about so much probability: ten bins of equal width, those without
 * rows left out, as scikit-learn's `calibration_curve`. Undefined when a score is no probability.
 */
export function calibrationCurve(
  positive: string,
  scores: Float64Array,
  isPositive: Uint8Array,
): CalibrationCurve | undefined {
  const sums = Array.from({ length: BINS }, () => ({ predicted: 0, observed: 0, rows: 0 }));
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number;
    if (score < 0 || score > 1) return undefined;
    // A bin holds its upper edge, as there.
    const bin = sums[Math.max(0, Math.ceil(score * BINS) - 1)] as (typeof sums)[number];
    bin.predicted += score;
    bin.observed += isPositive[row] as number;
    bin.rows++;
  }
  const bins = sums
    .filter(({ rows }) => rows > 0)
    .map(({ predicted, observed, rows }) => ({
      predicted: predicted / rows,
      observed: observed / rows,
      rows,
    }));
  return { positive, bins };
}
