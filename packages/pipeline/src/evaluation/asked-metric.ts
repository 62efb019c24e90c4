import type { Goal } from "./metrics/metric.js";

/** A metric that a gate looks at, and which way is better. */
export interface AskedMetric {
  name: string;
  goal: Goal;
}
