import { mean } from "../../statistics/mean.js";
import type { Predictions } from "../predictions.js";

export type Goal = "maximize" | "minimize";

/** A metric prepared for one model's rows: its value when row `i` counts `weights[i]` times; NaN if undefined. */
export type Scorer = (weights: ArrayLike<number>) => number;

/** One number that says how good a model's rows are. */
export interface Metric {
  /** As it is written in slipway.yaml, e.g. `f1(spam)`. */
  name: string;
  /** Which way is better; unset where only the user knows. */
  goal?: Goal;
  /** The columns that it reads, beside `id`; `score` stands for `score.<class>` too. */
  needs: readonly string[];
  /**
   * Each row's share, for a metric that is exactly the mean of them over rows: then tests on the paired
   * differences of rows are tests of the metric.
   * @throws EvaluationError
   */
  perExample?(rows: Predictions): Float64Array;
  /** @throws EvaluationError when a column is missing or has values that the metric is not defined for. */
  scorer(rows: Predictions): Scorer;
}

/** A family of metrics under one name, told apart by what stands in parentheses, if anything may. */
export interface MetricFamily {
  argument?: {
    of: "class" | "column" | "quantile" | "place";
    required: boolean;
    /** What is wrong with what was given, e.g. `must be between 0 and 1`. */
    problem?(argument: string): string | undefined;
  };
  make(name: string, argument?: string): Metric;
}

/** A metric that is the mean of one number for each row. */
export function meanMetric(metric: Omit<Metric, "scorer"> & Required<Pick<Metric, "perExample">>): Metric {
  return { ...metric, scorer: (rows) => weightedMean(metric.perExample(rows)) };
}

/** The mean of `values` under weights. */
export const weightedMean =
  (values: Float64Array): Scorer =>
  (weights) => {
    let [sum, total] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      sum += (values[i] as number) * (weights[i] as number);
      total += weights[i] as number;
    }
    return sum / total;
  };

/** The metric of a model's rows, each counted once. */
export function measure(metric: Metric, rows: Predictions): number {
  if (metric.perExample) return mean(metric.perExample(rows));
  return metric.scorer(rows)(new Float64Array(rows.ids.length).fill(1));
}
