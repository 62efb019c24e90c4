import { ComparedExamples, compileEncoder, type Evaluation } from "@slipway/contract";
import { uploadTo } from "@slipway/sdk";
import type { AskedMetric } from "../evaluation/asked-metric.js";
import { comparedExamples } from "../evaluation/compared-examples.js";
import type { Evidence } from "../gates/gate.js";
import { knownGoal } from "../gates/metric-direction.js";
import type { ReleasePlan } from "./release-plan.js";

/** Where a run keeps on which examples candidate and champion differ. */
const EXAMPLES = "slipway/examples.json";

const encode = compileEncoder(ComparedExamples);

/**
 * Keeps with a run on which held-out examples candidate and champion differ, for readers of the decision.
 * Nothing of a sealed test set may come here.
 * @returns the evaluation with the address of what is kept; as it was when there is nothing to keep
 */
export async function keepExamples(
  plan: ReleasePlan,
  { paired }: Pick<Evidence, "paired">,
  evaluation: Evaluation,
  home: string,
): Promise<Evaluation> {
  const found = paired && !plan.dryRun ? comparedExamples(paired, askedMetrics(plan)) : undefined;
  if (!found) return evaluation;
  await uploadTo(plan.connection, `runs:/${home}`, EXAMPLES, { content: encode(found) });
  return { ...evaluation, examples_uri: `runs:/${home}/${EXAMPLES}` };
}

const askedMetrics = ({ step }: ReleasePlan): AskedMetric[] =>
  step.gates.flatMap(({ parameters: { metric, goal } }) => {
    if (typeof metric !== "string") return [];
    const asked = goal === "minimize" || goal === "maximize" ? goal : knownGoal(metric);
    return [{ name: metric, goal: asked ?? "maximize" }];
  });
