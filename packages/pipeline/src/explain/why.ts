import { type Decision, isComparison, type Verdict } from "@slipway/contract";
import { isChampion } from "./answer.js";
import { plainComparison } from "./plain-comparison.js";
import { plainVerdict, withEnd } from "./plain-gates.js";

/** Why a release ended as it did, in sentences that need no statistics; the first matters most. */
export function whyOf(decision: Decision): string[] {
  const { verdicts, candidate, champion, promotion, outcome, reason, cause } = decision;
  if (!candidate || isChampion({ candidate, champion })) return [sentence(reason)];
  if (cause === "champion-changed")
    return [sentence(reason), "What was compared no longer counts: release again."];
  const stopping = verdicts.filter(({ status }) => status !== "pass" && status !== "not-applicable");
  const compared = verdicts.filter(claimsBetter);
  const others = stopping.filter((verdict) => !claimsBetter(verdict));
  const decisive = compared.filter((verdict) => stopping.includes(verdict));
  const supporting = compared.filter((verdict) => !stopping.includes(verdict));
  const old = oldModel(decision);
  const byOthers = outcome === "held" && stopping.length === 0 && !promotion;
  return [
    ...(byOthers ? [`It was not promoted for another reason: ${withEnd(reason)}`] : []),
    ...requiredFirst([...decisive, ...others]).flatMap((verdict) => plainVerdict(verdict, old)),
    ...supporting.flatMap((verdict) => plainComparison(verdict, old)),
    ...passedAll(verdicts, stopping, compared, champion !== undefined),
  ];
}

/** Whether a verdict answers which of the two models is better. Other gates ask less of a difference, each in its way. */
const claimsBetter = (verdict: Verdict): boolean => verdict.gate === "improvement" && isComparison(verdict);

/** The champion, as people speak of it. */
const oldModel = ({ champion }: Pick<Decision, "champion">): string =>
  champion?.stage === "Production" ? "the one in Production" : `version ${champion?.version ?? "?"}`;

const requiredFirst = (verdicts: Verdict[]): Verdict[] =>
  verdicts.toSorted((a, b) => Number(b.required) - Number(a.required));

function passedAll(
  verdicts: readonly Verdict[],
  stopping: readonly Verdict[],
  compared: readonly Verdict[],
  hasChampion: boolean,
): string[] {
  const passed = verdicts.filter(({ status }) => status === "pass");
  const first = hasChampion
    ? []
    : ["There was no version in use before, so there was nothing to compare it with."];
  if (stopping.length > 0) return first;
  if (passed.length === 0) return [...first, "No gate looked at it."];
  return compared.length > 0 && passed.length === compared.length
    ? first
    : [`It passed every gate${hasChampion ? "" : " that could be applied"}.`, ...first];
}

const sentence = (text: string): string => withEnd(text.charAt(0).toUpperCase() + text.slice(1));
