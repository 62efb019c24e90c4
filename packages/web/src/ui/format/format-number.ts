const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const DECIMALS = [1, 2, 4].map(
  (digits) =>
    new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

/**
 * A measured value for a column of numbers: whole numbers in groups, others with decimals that keep about
 * five significant digits, very small and very large ones with an exponent.
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return GROUPED.format(value);
  if (size >= 1e6 || size < 1e-3) return value.toExponential(3);
  const decimals = size >= 1000 ? DECIMALS[0] : size >= 100 ? DECIMALS[1] : DECIMALS[2];
  return decimals?.format(value) ?? String(value);
}

/** A difference, always with its sign. */
export function formatDifference(value: number): string {
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}
