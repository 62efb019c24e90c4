import { type Static, Type } from "typebox";
import type { Goal } from "../evaluation/metrics/metric.js";
import { findMetric, metricByName } from "../evaluation/metrics/metric-by-name.js";
import { levelOf } from "./confidence.js";
import type { Gate, GateContext } from "./gate.js";
import { comparePaired } from "./paired-comparison.js";
import { compareUnpaired } from "./unpaired-comparison.js";

const parameters = Type.Object(
  {
    metric: Type.String({
      minLength: 1,
      description: "a metric, such as `accuracy`, `f1(spam)` or `mean(profit)`",
    }),
    over: Type.Optional(
      Type.Unsafe<"champion">({ enum: ["champion"], description: "`champion`, the version now in use" }),
    ),
    goal: Type.Optional(
      Type.Unsafe<Goal>({
        enum: ["maximize", "minimize"],
        description: "`maximize` or `minimize`; known of metrics that have a name of their own",
      }),
    ),
    "min-delta": Type.Optional(
      Type.Number({
        minimum: 0,
        description: "0 or more: by how much the candidate must be better (default: 0)",
      }),
    ),
    confidence: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0.5,
        exclusiveMaximum: 1,
        description: "between 0.5 and 1: how sure it must be (default: 0.95)",
      }),
    ),
    required: Type.Optional(
      Type.Boolean({ description: "`true`: a candidate that is not better is refused instead of held" }),
    ),
  },
  {
    additionalProperties: false,
    description: "a mapping with `metric`, and `confidence` and `min-delta` at will",
  },
);

export type ImprovementParameters = Static<typeof parameters>;

/**
 * The candidate must be better than the champion by more than chance, on the same examples. A candidate that is
 * worse by more than chance is refused, whatever `required` says; one that is merely not better is held.
 * Without rows only logged metrics can be compared, which is weak and says so.
 */
export const improvement: Gate<ImprovementParameters> = {
  name: "improvement",
  parameters,
  required: false,
  claim: "superiority",
  example: { metric: "accuracy", over: "champion", "min-delta": 0, confidence: 0.95 },
  findings,
  evaluate: (evidence, { metric, goal, "min-delta": minDelta = 0, confidence = 0.95 }) => {
    const { champion, paired } = evidence;
    if (!champion)
      return { status: "not-applicable", reason: "there is no champion yet", evidence: { metric } };
    const direction = goal ?? knownGoal(metric) ?? "maximize";
    const question = { goal: direction, minDelta, level: levelOf(confidence, evidence) };
    if (!paired) return compareUnpaired({ ...evidence, champion }, { ...question, metric });
    return comparePaired(paired, { ...question, metric: metricByName(metric), seed: evidence.seed });
  },
};

function findings({ metric, goal }: ImprovementParameters, { evaluated }: GateContext): string[] {
  const { problem } = findMetric(metric);
  if (evaluated && problem) return [problem];
  if (goal ?? knownGoal(metric)) return [];
  return [`say whether ${metric} is better high or low: \`goal: maximize\` or \`goal: minimize\``];
}

const knownGoal = (metric: string): Goal | undefined => findMetric(metric).metric?.goal;
