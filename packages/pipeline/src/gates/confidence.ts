import { bonferroni } from "../statistics/bonferroni.js";
import type { Evidence } from "./gate.js";
import { percentText } from "./verdict-text.js";

/** How sure a ruling must be. */
export interface Level {
  confidence: number;
  /** The stated chance to call a model better that is not, or worse that is not; one-sided. */
  alpha: number;
  /** The level at which "better" is tested: alpha, or less where the examples serve for more than this decision. */
  alphaBetter: number;
  /** Of how many configurations the candidate is the best on these examples: 1 when they never served to select. */
  compared: number;
  /** `at 95 %`, or `at 95 % for the best of 5`. */
  text: string;
}

/**
 * The level of a comparison. The best of several on the same examples looks better than it is, never worse, so
 * the correction is owed by "better" alone: for the configurations that were selected among on these examples, and
 * for all models that the looks at a budgeted test set can reach.
 */
export function levelOf(
  confidence: number,
  {
    sameExamplesAsSelection,
    configurationsCompared,
    testSet,
  }: Pick<Evidence, "sameExamplesAsSelection" | "configurationsCompared" | "testSet">,
): Level {
  const alpha = errorOf(confidence);
  const compared = sameExamplesAsSelection ? Math.max(1, configurationsCompared) : 1;
  const best = compared > 1 ? ` for the best of ${compared}` : "";
  const all = testSet ? ` over ${testSet.looks} look${testSet.looks === 1 ? "" : "s"}` : "";
  const allowed = Math.min(alpha, errorOf(testSet?.reliability ?? 0));
  return {
    confidence,
    alpha,
    alphaBetter: bonferroni(allowed, compared * (testSet?.models ?? 1)),
    compared,
    text: `at ${percentText(confidence)}${best}${all}`,
  };
}

/** 1 - 0.95 is not quite 0.05. */
const errorOf = (confidence: number): number => Number((1 - confidence).toPrecision(12));
