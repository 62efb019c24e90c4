import { type Static, Type } from "typebox";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { metricByName } from "../evaluation/metrics/metric-by-name.js";
import type { PairedPredictions } from "../evaluation/pair-predictions.js";
import { clopperPearsonBound } from "../statistics/clopper-pearson.js";
import { effectiveSampleSize } from "../statistics/effective-sample-size.js";
import { levelOf } from "./confidence.js";
import type { Gate, Ruling } from "./gate.js";
import { confidenceParameter, requiredParameter } from "./gate-parameters.js";
import { rowsFindings } from "./metric-direction.js";
import { rowsOfBoth, withoutChampion } from "./rows-of-both.js";
import { countText, limitText, percentText, valueText } from "./verdict-text.js";

const parameters = Type.Object(
  {
    max: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      description: "a share above 0, such as 0.02: how many examples may turn from right to wrong",
    }),
    confidence: confidenceParameter,
    required: requiredParameter,
  },
  { additionalProperties: false, description: "a mapping with `max`" },
);

export type FlipsParameters = Static<typeof parameters>;

/**
 * Few examples that the champion gets right may turn wrong (negative flips; Yan et al. 2021), however good the
 * candidate is on the whole. Passes when the upper bound of their share (Clopper and Pearson; of grouped examples
 * with the effective sample size of Korn and Graubard) is within `max`.
 */
export const flips: Gate<FlipsParameters> = {
  name: "flips",
  parameters,
  required: true,
  claim: "not-worse",
  judges: "rows",
  example: { max: 0.1 },
  findings: (_, context) => rowsFindings(context),
  evaluate: (evidence, { max, confidence = 0.95 }) => {
    if (!evidence.champion) return withoutChampion();
    const paired = rowsOfBoth(evidence);
    const { examples_digest, ...counts } = countFlips(paired);
    const { alpha } = levelOf(confidence, evidence);
    const { n, negative_flips: count, effective_size: size } = counts;
    if (n < 2) {
      const reason = `${n === 0 ? "no examples say" : "a single example says"} nothing of flips`;
      const examples_to_settle = examplesForShare(0, max, alpha);
      return { status: "not-enough-data", reason, evidence: { ...counts, max, examples_to_settle } };
    }
    const share = count / n;
    const upper = clopperPearsonBound("upper", share * size, size, alpha);
    const found: Ruling["evidence"] = {
      ...counts,
      share,
      upper,
      max,
      confidence,
      alpha,
      examples_digest,
    };
    const method = size === n ? METHOD : `${METHOD}, effective sample size of Korn and Graubard`;
    const told = `${countText(count)} of ${countText(n)} examples turn wrong`;
    const bound = `at most ${valueText(upper, (shown) => shown <= max === upper <= max)} at ${percentText(confidence)}`;
    if (upper <= max) {
      return { status: "pass", reason: `${told}, ${bound}, <= ${limitText(max)}`, method, evidence: found };
    }
    if (share >= max) {
      return { status: "fail", reason: `${told}, not less than ${limitText(max)}`, method, evidence: found };
    }
    const toSettle = Math.max(n + 1, Math.ceil(examplesForShare(share, max, alpha) * (n / size)));
    const reason = `${told}, ${bound}, more than ${limitText(max)}; about ${countText(toSettle)} examples would settle it`;
    return {
      status: "not-enough-data",
      reason,
      method,
      evidence: { ...found, examples_to_settle: toSettle },
    };
  },
};

const METHOD = "upper Clopper-Pearson bound, one-sided";

function countFlips({ candidate, champion, digest }: PairedPredictions) {
  const rightOrWrong = metricByName("accuracy").perExample;
  if (!rightOrWrong || !candidate.labels) {
    throw new EvaluationError(`flips need the columns label and prediction, which ${candidate.source} lacks`);
  }
  const [own, other] = [rightOrWrong(candidate), rightOrWrong(champion)];
  const negative = Array.from(own, (right, row) => right === 0 && other[row] === 1);
  const positive = own.filter((right, row) => right === 1 && other[row] === 0).length;
  const count = negative.filter(Boolean).length;
  const n = own.length;
  const { groups } = candidate;
  return {
    n,
    negative_flips: count,
    positive_flips: positive,
    estimate: (positive - count) / n,
    effective_size: groups ? effectiveSampleSize(negative, groups.codes) : n,
    examples_digest: digest,
  };
}

/** The fewest examples whose upper bound is within `max` if the share, which is below it, stays what it is. */
export function examplesForShare(share: number, max: number, alpha: number): number {
  const within = (n: number) => clopperPearsonBound("upper", share * n, n, alpha) <= max;
  let most = 2;
  while (!within(most) && most < 1e9) most *= 2;
  let least = most / 2;
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (within(middle)) most = middle;
    else least = middle;
  }
  return most;
}
