import type { Decision, Explanation, Verdict } from "@slipway/contract";

/** Whether a model can be promoted with a good conscience. */
export type Answer = Explanation["answer"];

/** What an answer follows from. */
export type Answered = Pick<Decision, "verdicts" | "selection" | "candidate" | "champion" | "cause">;

/** What the gates say of a model, whatever was done with it: a branch or a hold that stops it says nothing of it. */
export function answerOf(decision: Answered): Answer {
  const answer = safetyOf(decision);
  const limit = answer.safe === "yes" && trainedOnce(decision.selection) ? ONE_SEED : undefined;
  return { ...answer, ...(limit && { limit }) };
}

const ONE_SEED =
  "This says something of this model, not of this recipe: it was trained with one seed only, and another seed may do better or worse.";

function safetyOf({ verdicts, candidate, champion, cause }: Answered): Answer {
  if (!candidate) return { safe: "no", text: "no, there is nothing to promote" };
  if (isChampion({ candidate, champion })) return { safe: "no", text: "no, there is nothing new" };
  if (cause === "champion-changed") return { safe: "no", text: "no, the champion changed meanwhile" };
  return answerOfGates(verdicts);
}

/** What gates say of a model by themselves. */
export function answerOfGates(verdicts: readonly Verdict[]): Answer {
  const stopped = verdicts.filter(({ status }) => status !== "pass" && status !== "not-applicable");
  if (stopped.some(({ status }) => status !== "not-enough-data")) return { safe: "no", text: "no" };
  if (stopped.length > 0) return { safe: "not-enough-data", text: "not enough data" };
  if (!verdicts.some(({ status }) => status === "pass"))
    return { safe: "not-enough-data", text: "not enough data, since no gate looked at it" };
  if (verdicts.some(isWeak)) return { safe: "yes", text: "yes, on weak evidence" };
  return { safe: "yes", text: "yes" };
}

/** Whether what was selected is in use already. */
export const isChampion = ({ candidate, champion }: Pick<Answered, "candidate" | "champion">): boolean =>
  candidate !== undefined && champion?.run_id === candidate.run_id;

/** Whether a verdict compares logged values alone, of which chance is not known. */
export const isWeak = ({ evidence }: Pick<Verdict, "evidence">): boolean => evidence.weak === true;

function trainedOnce(selection: Decision["selection"]): boolean {
  const selected = selection?.configurations.find(({ label }) => label === selection.selected);
  return selected !== undefined && Number(selected.finished) < 2;
}
