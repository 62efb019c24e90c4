import { join } from "node:path";
import { sameAt } from "../evaluation/columns/same-at.js";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { pairPredictions } from "../evaluation/pair-predictions.js";
import type { Predictions } from "../evaluation/predictions.js";
import type { SelfTestCheck } from "../gates/self-test.js";
import { type EvaluatedModel, type EvaluationPlan, evaluateModel } from "../release/evaluate-model.js";
import type { Subject } from "./subject.js";

/** One model evaluated twice by the same command. */
export interface EvaluatedTwice {
  first: EvaluatedModel;
  /** The rows of the second time; unset when they are the same, or not of the same examples. */
  again?: Predictions;
  check: SelfTestCheck;
}

/** @throws PipelineError `step` when the command fails or writes what cannot be read */
export async function evaluateTwice(
  plan: EvaluationPlan,
  command: string,
  subject: Subject,
  folder: string,
): Promise<EvaluatedTwice> {
  const evaluate = (time: string) => {
    const model = {
      role: "candidate",
      label: `${subject.label} (${time})`,
      uri: subject.model.source,
    } as const;
    return evaluateModel(plan, command, model, join(folder, time), undefined);
  };
  const first = await evaluate("first");
  const { predictions } = await evaluate("again");
  const form = "evaluated twice";
  const examples = `${first.predictions.ids.length.toLocaleString("en-US")} examples`;
  try {
    const paired = pairPredictions(first.predictions, predictions);
    const differing = differences(paired.candidate, paired.champion);
    if (differing.length === 0) {
      return { first, check: { form, status: "pass", reason: `the same rows of ${examples} both times` } };
    }
    const reason = `it is not deterministic: of ${examples}, ${differing.join(", ")} differ the second time. The gates take that for noise of the model; fix the seeds of \`evaluate\``;
    return { first, again: predictions, check: { form, status: "unknown", reason } };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const reason = `the second time it scores other examples, so that no two models can be compared: ${error.message}`;
    return { first, check: { form, status: "fail", reason } };
  }
}

/** How many rows differ in each column: `3 of prediction`. */
function differences(one: Predictions, other: Predictions): string[] {
  const { length } = one.ids;
  const count = (differs: (row: number) => boolean) => {
    let found = 0;
    for (let row = 0; row < length; row++) found += Number(differs(row));
    return found;
  };
  const counts: [string, number][] = [...one.numbers].map(([name, values]) => {
    const others = other.numbers.get(name);
    return [name, others ? count((row) => values[row] !== others[row]) : length];
  });
  if (one.predictions && other.predictions) {
    const same = sameAt(one.predictions, other.predictions);
    counts.unshift(["prediction", count((row) => !same(row))]);
  }
  return counts
    .filter(([, found]) => found > 0)
    .map(([name, found]) => `${found.toLocaleString("en-US")} of ${name}`);
}
