import { durationOf, valuesOf } from "../runs/run-values.js";
import { meanOf, spreadOf } from "../runs/statistics.js";
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
  return { values, mean: meanOf(values), spread: spreadOf(values), duration: meanOf(durations) };
}
