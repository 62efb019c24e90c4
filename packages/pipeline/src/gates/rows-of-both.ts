import { EvaluationError } from "../evaluation/evaluation-error.js";
import type { PairedPredictions } from "../evaluation/pair-predictions.js";
import type { Evidence, Ruling } from "./gate.js";

/** The ruling of a gate that compares with a champion while there is none. */
export const withoutChampion = (evidence: Ruling["evidence"] = {}): Ruling => ({
  status: "not-applicable",
  reason: "there is no champion yet",
  evidence,
});

/** @throws EvaluationError when only logged metrics are there */
export function rowsOfBoth({ paired }: Evidence): PairedPredictions {
  if (paired) return paired;
  throw new EvaluationError(
    "there are no examples that both models were scored on; `release.evaluate` scores them",
  );
}
