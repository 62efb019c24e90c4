import { type Static, Type } from "typebox";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { measure } from "../evaluation/metrics/metric.js";
import { findMetric, metricByName } from "../evaluation/metrics/metric-by-name.js";
import type { Gate, GateContext, Measured, Ruling } from "./gate.js";
import { limitText, valueText } from "./verdict-text.js";

const parameters = Type.Object(
  {
    metric: Type.String({
      minLength: 1,
      description: "a metric, such as `accuracy`, `f1(spam)` or `mean(profit)`",
    }),
    min: Type.Optional(Type.Number({ description: "the least value that is good enough" })),
    max: Type.Optional(Type.Number({ description: "the greatest value that is good enough" })),
    required: Type.Optional(
      Type.Boolean({ description: "`false`: missing it holds the candidate instead of refusing it" }),
    ),
  },
  { additionalProperties: false, description: "a mapping with `metric` and `min`, `max` or both" },
);

export type ThresholdParameters = Static<typeof parameters>;

/** The candidate's metric must be at least `min` and at most `max`. */
export const threshold: Gate<ThresholdParameters> = {
  name: "threshold",
  parameters,
  required: true,
  claim: "absolute",
  judges: "rows",
  example: { metric: "accuracy", min: 0.8 },
  findings,
  evaluate: ({ candidate }, { metric, min, max }) => {
    const { value, examples } = measured(candidate, metric);
    const evidence = { metric, value, min, max, n: examples };
    if (examples !== undefined && examples < 2) return tooFew(metric, examples, evidence);
    const above = (shown: number) => min === undefined || shown >= min;
    const below = (shown: number) => max === undefined || shown <= max;
    const line = (holds: (shown: number) => boolean, limits: string) =>
      `${metric} ${valueText(value, holds)} ${limits}`;
    if (min !== undefined && !above(value)) {
      return { status: "fail", reason: line((shown) => !above(shown), `< ${limitText(min)}`), evidence };
    }
    if (max !== undefined && !below(value)) {
      return { status: "fail", reason: line((shown) => !below(shown), `> ${limitText(max)}`), evidence };
    }
    const limits = [
      ...(min === undefined ? [] : [`>= ${limitText(min)}`]),
      ...(max === undefined ? [] : [`<= ${limitText(max)}`]),
    ];
    const reason = line((shown) => above(shown) && below(shown), limits.join(" and "));
    return { status: "pass", reason, evidence };
  },
};

function findings({ metric, min, max }: ThresholdParameters, { evaluated }: GateContext): string[] {
  const { problem } = findMetric(metric);
  // Of logged metrics any name may be right; of rows it must be one that can be computed.
  const found = evaluated && problem ? [problem] : [];
  if (min === undefined && max === undefined) found.push("it needs `min`, `max` or both");
  if (min !== undefined && max !== undefined && min > max) {
    found.push(`no value is at least ${min} and at most ${max}`);
  }
  return found;
}

/** The metric of one model: computed from its rows when there are any, else as its run logged it. */
function measured({ predictions, logged }: Measured, metric: string): { value: number; examples?: number } {
  if (predictions) {
    const examples = predictions.ids.length;
    if (examples < 2) return { value: Number.NaN, examples };
    return { value: defined(metric, measure(metricByName(metric), predictions)), examples };
  }
  const value = logged[metric];
  if (value !== undefined) return { value: defined(metric, value) };
  const known = Object.keys(logged).sort().join(", ");
  throw new EvaluationError(`the candidate's run logged no ${metric}; it logged ${known || "no metrics"}`);
}

function defined(metric: string, value: number): number {
  if (Number.isNaN(value)) throw new EvaluationError(`${metric} is not a number for the candidate`);
  return value;
}

const tooFew = (metric: string, examples: number, evidence: Ruling["evidence"]): Ruling => ({
  status: "not-enough-data",
  reason: `${metric} of ${examples === 0 ? "no examples" : "a single example"} says nothing; at least 2 are needed`,
  evidence,
});
