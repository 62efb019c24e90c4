import { durationOf, valuesOf } from "../runs/run-values.js";
import type { Repeat } from "./configurations.js";

/** What the repeats of a configuration come to. */
export interface RepeatSummary {
  /** The repeats that have logged the metric. */
  values: number[];
  mean: number | undefined;
  /** Sample standard deviation; unset for fewer than two. */
  spread: number | undefined;
  /** How long a repeat takes on average, in milliseconds; those under way count with what they took so far. */
  duration: number | undefined;
}

/** Mean and spread of a metric over repeats, and how long they take. @param now milliseconds since the epoch */
export function summarize(
  repeats: readonly Repeat[],
  metric: string | undefined,
  now: number,
): RepeatSummary {
  const runs = repeats.flatMap(({ run }) => run ?? []);
  const values = runs
    .map((run) => (metric === undefined ? undefined : valuesOf(run).metrics.get(metric)))
    .filter((value): value is number => value !== undefined && Number.isFinite(value));
  const durations = runs.flatMap((run) => durationOf(run, now) ?? []);
  const mean = meanOf(values);
  return { values, mean, spread: spreadOf(values, mean), duration: meanOf(durations) };
}

export const meanOf = (values: readonly number[]): number | undefined =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;

export const spreadOf = (values: readonly number[], mean: number | undefined): number | undefined =>
  mean === undefined || values.length < 2
    ? undefined
    : Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
