import type { Configuration } from "@slipway/contract";

/** Values and their places between 0 and 1, on one scale for all configurations of a selection. */
export function stripScale(configurations: readonly Configuration[]): (value: number) => number {
  const values = configurations
    .flatMap(({ runs, mean, spread = 0 }) => [
      ...runs.map(({ value }) => value),
      mean === undefined ? undefined : mean - spread,
      mean === undefined ? undefined : mean + spread,
    ])
    .filter((value): value is number => value !== undefined && Number.isFinite(value));
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  return (value) => (range > 0 ? (value - low) / range : 0.5);
}
