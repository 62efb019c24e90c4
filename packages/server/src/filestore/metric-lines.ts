import type { Int64, Metric } from "@slipway/contract";
import { exactInteger, pythonFloat } from "./numbers.js";

/** A line of a metric's file. What follows the step is the dataset, and in a logged model's file the run before it. */
export interface MetricLine extends Pick<Metric, "value" | "timestamp" | "step"> {
  rest: readonly string[];
}

/** Reads one line of a metric's file: `timestamp value [step [more…]]`; undefined when it is none. */
export function parseMetricLine(line: string): MetricLine | undefined {
  const [time = "", number = "", stepText = "0", ...rest] = line.trim().split(" ");
  const timestamp = exactInteger(time);
  const value = pythonFloat(number);
  const step: Int64 | undefined = exactInteger(stepText);
  if (timestamp === undefined || value === undefined || step === undefined) return undefined;
  return { timestamp, value, step, rest };
}

/** How many words a dataset's name and digest are after the step, or after the run. */
export const datasetIn = (words: readonly string[]): { dataset_name?: string; dataset_digest?: string } => {
  const digest = words.at(-1);
  if (words.length < 2 || digest === undefined) return {};
  // MLflow writes the name as it is, so that one with spaces has several words.
  return { dataset_name: words.slice(0, -1).join(" "), dataset_digest: digest };
};
