import { pairPredictions } from "../../evaluation/pair-predictions.js";
import type { Predictions } from "../../evaluation/predictions.js";
import type { Evidence } from "../gate.js";
import { answers } from "./answers.js";

/** Evidence of two models' rows on the same examples. */
export function pairedEvidence(
  candidate: Predictions,
  champion: Predictions,
  more: Partial<Evidence> = {},
): Evidence {
  const paired = pairPredictions(candidate, champion);
  return {
    candidate: { logged: {}, reported: {}, predictions: paired.candidate },
    champion: { logged: {}, reported: {}, predictions: paired.champion },
    paired,
    repeats: { metric: "val_accuracy", values: [] },
    configurationsCompared: 1,
    sameExamplesAsSelection: false,
    seed: 1,
    now: 0,
    ...more,
  };
}

/** Two models on n examples of which `b` only the candidate gets right, `c` only the champion, and half of the rest both. */
export function discordantEvidence(n: number, b: number, c: number, more: Partial<Evidence> = {}): Evidence {
  const both = (row: number) => row >= b + c && row % 2 === 0;
  const candidate = answers("candidate.csv", n, (row) => row < b || both(row));
  const champion = answers("champion.csv", n, (row) => (row >= b && row < b + c) || both(row));
  return pairedEvidence(candidate, champion, more);
}
