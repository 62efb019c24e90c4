import type { Evaluation, TestSetUse, Verdict } from "@slipway/contract";
import type { ReleasePlan } from "./release-plan.js";

/** Whether nothing but the verdict of a release may be seen until its test set is retired. */
export const isSealed = ({ step }: Pick<ReleasePlan, "step">): boolean => step.testSet?.reveal === "sealed";

/** The run that keeps what the evaluate command prints; none where that could tell more than the verdict. */
export const evaluationLogOf = (plan: ReleasePlan, home: string): string | undefined =>
  plan.dryRun || isSealed(plan) ? undefined : home;

/** What an evaluation may say of a sealed set: what was looked at, and nothing that was seen. */
export const sealedEvaluation = ({
  examples,
  digest,
  paired,
  champion_predictions,
}: Evaluation): Evaluation => ({
  examples,
  digest,
  paired,
  candidate: {},
  ...(champion_predictions !== undefined && { champion_predictions }),
});

/**
 * The verdict of a whole look, in one bit. A gate that could not rule tells of the files rather than of the labels,
 * so that stays in the open beside it.
 */
export function sealedVerdicts(verdicts: readonly Verdict[], use: TestSetUse, passed: boolean): Verdict[] {
  const gates = verdicts.map(({ gate }) => gate).join(", ");
  const what = passed
    ? `every gate let it through (${gates})`
    : `not every gate let it through (${gates}); which, and why, stays sealed until the set is retired`;
  return [...verdicts.filter(({ status }) => status === "error"), lookVerdict(use, passed, `: ${what}`)];
}

/** What a look says beside the gates' own verdicts, where these are in the open. */
export const lookVerdict = (use: TestSetUse, passed: boolean, rest = ""): Verdict => ({
  gate: "test-set",
  status: passed ? "pass" : "fail",
  required: false,
  reason: `look ${use.look} of ${use.looks} at ${use.name}${rest}`,
  evidence: {},
});
