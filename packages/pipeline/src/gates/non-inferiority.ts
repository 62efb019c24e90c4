import { type Static, Type } from "typebox";
import { metricByName } from "../evaluation/metrics/metric-by-name.js";
import { fewestDiscordant } from "../statistics/mcnemar.js";
import { levelOf } from "./confidence.js";
import type { Gate, Ruling } from "./gate.js";
import { confidenceParameter, goalParameter, metricParameter, requiredParameter } from "./gate-parameters.js";
import { comparedMetricFindings, knownGoal, rowsFindings } from "./metric-direction.js";
import { comparisonEvidence, comparisonMethod, notEnough, resultText } from "./paired-comparison.js";
import { FEWEST_UNITS, type PairedTest, testPaired } from "./paired-test.js";
import { rowsOfBoth, withoutChampion } from "./rows-of-both.js";
import { countText, limitText } from "./verdict-text.js";

const parameters = Type.Object(
  {
    metric: metricParameter,
    margin: Type.Number({
      exclusiveMinimum: 0,
      description: "above 0: by how much the candidate may be worse, in the unit of the metric",
    }),
    goal: goalParameter,
    confidence: confidenceParameter,
    required: requiredParameter,
  },
  { additionalProperties: false, description: "a mapping with `metric` and `margin`" },
);

export type NonInferiorityParameters = Static<typeof parameters>;

/**
 * The candidate must not be worse than the champion by `margin` or more, beyond chance, on the same examples: for a
 * model that is cheaper, fairer or newer and only has to be as good. What is not shown does not pass: too few
 * examples are not enough data, never "no difference was found".
 */
export const nonInferiority: Gate<NonInferiorityParameters> = {
  name: "non-inferiority",
  parameters,
  required: true,
  claim: "not-worse",
  judges: "rows",
  example: { metric: "accuracy", margin: 0.01 },
  findings: (own, context) => [...rowsFindings(context), ...comparedMetricFindings(own, context)],
  evaluate: async (evidence, { metric, margin, goal, confidence = 0.95 }) => {
    if (!evidence.champion) return withoutChampion({ metric });
    const paired = rowsOfBoth(evidence);
    const level = levelOf(confidence, evidence);
    const rows = paired.candidate.ids.length;
    if (rows < 2) {
      const needed = fewestDiscordant(level.alphaBetter);
      const reason = `${rows === 0 ? "there are no examples" : "there is a single example"}; it takes more to know`;
      return notEnough(reason, needed, { metric, n: rows });
    }
    const question = {
      metric: metricByName(metric),
      goal: goal ?? knownGoal(metric) ?? "maximize",
      minDelta: -margin,
      level,
      seed: evidence.seed,
      watch: evidence.watch,
    };
    const test = await testPaired(paired, question);
    return ruled(test, {
      margin,
      result: resultText(test, question, "better"),
      method: comparisonMethod(test, question),
      evidence: { ...comparisonEvidence(test, question, paired.digest), margin },
    });
  },
};

function ruled(
  test: PairedTest,
  {
    margin,
    result,
    method,
    evidence,
  }: Pick<Ruling, "evidence" | "method"> & { margin: number; result: string },
): Ruling {
  const by = limitText(margin);
  const units = test.difference.groups ?? test.difference.rows;
  if (!test.exact && units < FEWEST_UNITS) {
    const reason = `${units} examples say too little of this metric; it takes ${FEWEST_UNITS}`;
    return { ...notEnough(reason, FEWEST_UNITS, evidence), method };
  }
  if (test.better) return { status: "pass", reason: `${result}: not worse by ${by}`, method, evidence };
  if (test.gain <= -margin || test.bounds.upper < -margin) {
    return { status: "fail", reason: `${result}: worse by ${by} or more`, method, evidence };
  }
  const examples = Math.max(test.toSettle, test.difference.rows + 1);
  const reason = `${result}: not shown to be within ${by}; about ${countText(examples)} examples would settle it`;
  return { ...notEnough(reason, examples, evidence), method };
}
