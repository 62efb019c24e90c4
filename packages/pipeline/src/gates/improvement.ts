import { type Static, Type } from "typebox";
import { metricByName } from "../evaluation/metrics/metric-by-name.js";
import { levelOf } from "./confidence.js";
import type { Gate, GateContext } from "./gate.js";
import { confidenceParameter, goalParameter, metricParameter } from "./gate-parameters.js";
import { comparedMetricFindings, knownGoal } from "./metric-direction.js";
import { comparePaired } from "./paired-comparison.js";
import { compareByOutperforming, compareByT } from "./repeats-comparison.js";
import { withoutChampion } from "./rows-of-both.js";
import { compareUnpaired } from "./unpaired-comparison.js";

const METHODS = ["examples", "corrected-t-test", "probability-of-outperforming"] as const;

const parameters = Type.Object(
  {
    metric: metricParameter,
    over: Type.Optional(
      Type.Unsafe<"champion">({ enum: ["champion"], description: "`champion`, the version now in use" }),
    ),
    method: Type.Optional(
      Type.Unsafe<(typeof METHODS)[number]>({
        enum: [...METHODS],
        description:
          "`examples` (the default): these two models, on the same examples; `corrected-t-test` or `probability-of-outperforming`: the two recipes, by the selection metric of their repeats",
      }),
    ),
    "test-ratio": Type.Optional(
      Type.Number({
        minimum: 0,
        description:
          "of `corrected-t-test`: the size of the test part over that of the training part, such as 0.25; 0 where repeats differ in nothing but the seed",
      }),
    ),
    meaningful: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0.5,
        exclusiveMaximum: 1,
        description:
          "of `probability-of-outperforming`: how often it must win to be worth it (default: 0.75)",
      }),
    ),
    goal: goalParameter,
    "min-delta": Type.Optional(
      Type.Number({
        minimum: 0,
        description: "0 or more: by how much the candidate must be better (default: 0)",
      }),
    ),
    confidence: confidenceParameter,
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
  judges: "rows",
  example: { metric: "accuracy", over: "champion", "min-delta": 0, confidence: 0.95 },
  findings,
  needs: ({ method = "examples" }) => (method === "examples" ? [] : ["champion-repeats"]),
  evaluate: (evidence, asked) => {
    const { metric, goal, "min-delta": minDelta = 0, confidence = 0.95, method = "examples" } = asked;
    const { champion, paired, seed, watch } = evidence;
    if (!champion) return withoutChampion({ metric });
    const direction = goal ?? knownGoal(metric) ?? "maximize";
    const question = { goal: direction, minDelta, level: levelOf(confidence, evidence) };
    if (method === "examples") {
      if (!paired) return compareUnpaired({ ...evidence, champion }, { ...question, metric });
      return comparePaired(paired, { ...question, metric: metricByName(metric), seed, watch });
    }
    // Repeats are what selection looked at, whatever examples the other gates see.
    const level = levelOf(confidence, { ...evidence, sameExamplesAsSelection: true, testSet: undefined });
    const ofRepeats = { ...question, metric, level };
    return method === "corrected-t-test"
      ? compareByT(evidence, { ...ofRepeats, testToTrain: asked["test-ratio"] ?? Number.NaN })
      : compareByOutperforming(evidence, { ...ofRepeats, meaningful: asked.meaningful ?? 0.75 });
  },
};

function findings(asked: ImprovementParameters, context: GateContext): string[] {
  const { method = "examples", meaningful, "test-ratio": ratio } = asked;
  // Repeats are compared by a logged metric, of which any name may be right.
  const found = comparedMetricFindings(asked, method === "examples" ? context : { evaluated: false });
  if (method === "corrected-t-test" && ratio === undefined) {
    found.push(
      "`corrected-t-test` needs `test-ratio`, the size of the test part over that of the training part",
    );
  }
  if (method !== "corrected-t-test" && ratio !== undefined)
    found.push(`\`test-ratio\` is of corrected-t-test alone`);
  if (method !== "probability-of-outperforming" && meaningful !== undefined) {
    found.push("`meaningful` is of probability-of-outperforming alone");
  }
  return found;
}
