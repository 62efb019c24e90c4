import type { Goal } from "../evaluation/metrics/metric.js";
import { findMetric } from "../evaluation/metrics/metric-by-name.js";
import type { GateContext } from "./gate.js";

/** Which way a metric is better, where its name tells. */
export const knownGoal = (metric: string): Goal | undefined => findMetric(metric).metric?.goal;

/** What is wrong with a metric that two models are compared by. */
export function comparedMetricFindings(
  { metric, goal }: { metric: string; goal?: Goal | undefined },
  { evaluated }: GateContext,
): string[] {
  const { problem } = findMetric(metric);
  if (evaluated && problem) return [problem];
  if (goal ?? knownGoal(metric)) return [];
  return [`say whether ${metric} is better high or low: \`goal: maximize\` or \`goal: minimize\``];
}

/** What is wrong where a gate compares rows. */
export const rowsFindings = ({ evaluated }: GateContext): string[] =>
  evaluated ? [] : ["it compares models example by example, and without `evaluate` there are no examples"];
