import type { DecisionCause, Outcome, Verdict } from "@slipway/contract";
import { matchesBranch } from "../git/branch.js";
import type { ReleasePlan } from "./release-plan.js";

/** What is to come of a candidate, and why in one line. */
export interface Judgement {
  outcome: Outcome;
  reason: string;
  cause: DecisionCause;
}

/** What keeps a release from promoting, whatever its candidate is worth. */
export type Hold = Pick<Judgement, "reason" | "cause">;

const LETS_THROUGH = new Set<Verdict["status"]>(["pass", "not-applicable"]);

/** What the verdicts of all gates come to: one required gate that does not pass refuses, another one holds. */
export function judge(verdicts: readonly Verdict[]): Judgement {
  const stopped = verdicts.filter(({ status }) => !LETS_THROUGH.has(status));
  const decisive = stopped.find(({ required }) => required) ?? stopped[0];
  if (!decisive) return { outcome: "promoted", reason: "every gate let it through", cause: "gates" };
  return {
    outcome: decisive.required ? "refused" : "held",
    reason: `gate ${decisive.gate}: ${decisive.reason}`,
    cause: "gates",
  };
}

/**
 * Why this commit may not promote: its branch is none of those that may. Undefined when it may.
 * @param defaultBranch what counts when the file names no branches
 */
export function whyNotThisBranch(
  { step, commit }: Pick<ReleasePlan, "step" | "commit">,
  defaultBranch: string | undefined,
): string | undefined {
  const patterns = step.branches ?? (defaultBranch === undefined ? [] : [defaultBranch]);
  // Outside a repository there are no branches to tell apart, unless the file asks for one.
  if (patterns.length === 0 || (!commit && !step.branches)) return undefined;
  const list = patterns.join(", ");
  if (commit?.branch === undefined) {
    return `the branch is not known, and only ${list} may promote: SLIPWAY_BRANCH can name it`;
  }
  if (patterns.some((pattern) => matchesBranch(commit.branch ?? "", pattern))) return undefined;
  return `branch ${commit.branch} does not promote, ${list} does`;
}
