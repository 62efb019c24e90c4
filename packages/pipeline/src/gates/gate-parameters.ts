import { Type } from "typebox";
import type { Goal } from "../evaluation/metrics/metric.js";

/** Parameters that several gates take. */
export const metricParameter = Type.String({
  minLength: 1,
  description: "a metric, such as `accuracy`, `f1(spam)` or `mean(profit)`",
});

export const goalParameter = Type.Optional(
  Type.Unsafe<Goal>({
    enum: ["maximize", "minimize"],
    description: "`maximize` or `minimize`; known of metrics that have a name of their own",
  }),
);

export const confidenceParameter = Type.Optional(
  Type.Number({
    exclusiveMinimum: 0.5,
    exclusiveMaximum: 1,
    description: "between 0.5 and 1: how sure it must be (default: 0.95)",
  }),
);

/** Of a gate that is required unless told otherwise. */
export const requiredParameter = Type.Optional(
  Type.Boolean({ description: "`false`: missing it holds the candidate instead of refusing it" }),
);
