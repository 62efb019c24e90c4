import { nearestName } from "../../file/nearest-name.js";
import { EvaluationError } from "../evaluation-error.js";
import { accuracy, balancedAccuracy } from "./accuracy.js";
import { brier } from "./brier.js";
import { logLoss } from "./log-loss.js";
import { meanOfColumn } from "./mean-of-column.js";
import type { Metric, MetricFamily } from "./metric.js";
import { prAuc } from "./pr-auc.js";
import { precisionRecallF1 } from "./precision-recall-f1.js";
import { ranking } from "./ranking.js";
import { mae, mape, pinball, r2, rmse } from "./regression.js";
import { rocAuc, rocAucMacro, rocAucWeighted } from "./roc-auc.js";

/** Every metric that is computed from rows. */
export const metricFamilies: ReadonlyMap<string, MetricFamily> = new Map(
  Object.entries({
    accuracy,
    balanced_accuracy: balancedAccuracy,
    ...precisionRecallF1,
    log_loss: logLoss,
    brier,
    roc_auc: rocAuc,
    roc_auc_macro: rocAucMacro,
    roc_auc_weighted: rocAucWeighted,
    pr_auc: prAuc,
    rmse,
    mae,
    mape,
    r2,
    pinball,
    ...ranking,
    mean: meanOfColumn,
  }),
);

/** A metric, or what is wrong with its name. */
export type MetricLookup = { metric: Metric; problem?: undefined } | { metric?: undefined; problem: string };

/**
 * Looks a metric up by what stands in slipway.yaml: `accuracy`, `f1(spam)`, `mean(profit)`, `ndcg@10`. The problem
 * says which name was likely meant, or what parentheses are for.
 */
export function findMetric(text: string): MetricLookup {
  const [, name = text, inParentheses, place] = /^([^()@]*)(?:\((.*)\)|@(.*))$/s.exec(text) ?? [];
  const argument = inParentheses ?? place;
  const family = metricFamilies.get(name);
  if (!family) return { problem: unknown(name) };
  const takes = family.argument;
  if (!takes && argument !== undefined) {
    return { problem: `the metric ${name} takes nothing in parentheses, but ${text} has` };
  }
  if (argument === "" || (takes?.required && argument === undefined)) {
    return { problem: `the metric ${name} needs a ${takes?.of} in parentheses, as in ${name}(NAME)` };
  }
  const wrong = argument === undefined ? undefined : takes?.problem?.(argument);
  if (wrong) return { problem: `the ${takes?.of} of ${text} ${wrong}` };
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
