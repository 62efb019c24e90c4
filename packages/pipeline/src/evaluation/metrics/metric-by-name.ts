import { nearestName } from "../../file/nearest-name.js";
import { EvaluationError } from "../predictions.js";
import { accuracy, balancedAccuracy } from "./accuracy.js";
import { brier } from "./brier.js";
import { logLoss } from "./log-loss.js";
import { meanOfColumn } from "./mean-of-column.js";
import type { Metric, MetricFamily } from "./metric.js";
import { precisionRecallF1 } from "./precision-recall-f1.js";
import { mae, r2, rmse } from "./regression.js";
import { rocAuc } from "./roc-auc.js";

/** Every metric that is computed from rows. */
export const metricFamilies: ReadonlyMap<string, MetricFamily> = new Map(
  Object.entries({
    accuracy,
    balanced_accuracy: balancedAccuracy,
    ...precisionRecallF1,
    log_loss: logLoss,
    brier,
    roc_auc: rocAuc,
    rmse,
    mae,
    r2,
    mean: meanOfColumn,
  }),
);

/** A metric, or what is wrong with its name. */
export type MetricLookup = { metric: Metric; problem?: undefined } | { metric?: undefined; problem: string };

/**
 * Looks a metric up by what stands in slipway.yaml: `accuracy`, `f1(spam)`, `mean(profit)`. The problem says which
 * name was likely meant, or what parentheses are for.
 */
export function findMetric(text: string): MetricLookup {
  const [, name = text, argument] = /^([^()]*)\((.*)\)$/s.exec(text) ?? [];
  const family = metricFamilies.get(name);
  if (!family) return { problem: unknown(name) };
  const takes = family.argument;
  if (!takes && argument !== undefined) {
    return { problem: `the metric ${name} takes nothing in parentheses, but ${text} has` };
  }
  if (argument === "" || (takes?.required && argument === undefined)) {
    return { problem: `the metric ${name} needs a ${takes?.of} in parentheses, as in ${name}(NAME)` };
  }
  return { metric: family.make(text, argument) };
}

/** @throws EvaluationError when {@link findMetric} finds none. */
export function metricByName(text: string): Metric {
  const { metric, problem } = findMetric(text);
  if (!metric) throw new EvaluationError(problem);
  return metric;
}

function unknown(name: string): string {
  const near = nearestName(name, metricFamilies.keys());
  const hint = near ? `did you mean ${near}?` : `known are ${[...metricFamilies.keys()].join(", ")}`;
  return `no metric is called ${name}; ${hint}; of a column of your own take mean(COLUMN)`;
}
