import type { Run } from "@slipway/contract";
import { CodedColumn } from "../../packages/pipeline/src/evaluation/columns/coded-column.js";
import { IdColumn } from "../../packages/pipeline/src/evaluation/columns/id-column.js";
import type { Predictions } from "../../packages/pipeline/src/evaluation/predictions.js";
import type { Random } from "../../packages/pipeline/src/statistics/random.js";

/** Examples of a test set, and of the validation set. */
export const EXAMPLES = 1000;
/**
 * The first so many examples nobody can know: each model tosses a coin for each of them. All others every model
 * knows, but for the last ones, which none does. So two models differ on 6 % of examples, and the champion is right
 * on 90 %: however candidates are made of one another, none is better than another unless it is told to be.
 */
export const CONTESTED = 120;
const HOPELESS = 40;

/** Whether a model is right, for each contested example. */
export type Answers = Uint8Array;

/** A model that is better by `gain` (a share of all examples) in truth. */
export function drawModel(random: Random, gain = 0): Answers {
  const chance = 0.5 + (gain * EXAMPLES) / CONTESTED;
  return Uint8Array.from({ length: CONTESTED }, () => (random.uniform() < chance ? 1 : 0));
}

export const rightOf = (answers: Answers): number => answers.reduce((sum, right) => sum + right, 0);

/** A measured accuracy on data of its own, as a training run logs it. */
export const drawAccuracy = (random: Random, gain = 0): number => accuracyOf(drawModel(random, gain));

/** The share of all examples that a model answers rightly. */
export const accuracyOf = (answers: Answers): number =>
  (EXAMPLES - CONTESTED - HOPELESS + rightOf(answers)) / EXAMPLES;

const ids = IdColumn.of(Array.from({ length: EXAMPLES }, (_, row) => String(row).padStart(4, "0")));
const labels = new CodedColumn(["yes"], new Uint8Array(EXAMPLES));

/** The rows that an evaluate command would write of a model. */
export function rowsOf(answers: Answers): Predictions {
  const codes = new Uint8Array(EXAMPLES);
  for (let row = 0; row < EXAMPLES; row++) {
    if (row < CONTESTED) codes[row] = answers[row] ? 0 : 1;
    else codes[row] = row < EXAMPLES - HOPELESS ? 0 : 1;
  }
  const predictions = new CodedColumn(["yes", "no"], codes);
  return { source: "rows.csv", ids, labels, predictions, numbers: new Map(), texts: new Map() };
}

/** A finished training run that logged its validation accuracy. */
export function trainingRun(runId: string, accuracy: number): Run {
  return {
    info: {
      run_id: runId,
      run_uuid: runId,
      run_name: runId,
      experiment_id: "1",
      user_id: "",
      status: "FINISHED",
      start_time: 0,
      end_time: 1,
      artifact_uri: "",
      lifecycle_stage: "active",
    },
    data: {
      metrics: [{ key: "val_accuracy", value: accuracy, timestamp: 0, step: 0 }],
      params: [],
      tags: [],
    },
    inputs: { dataset_inputs: [], model_inputs: [] },
    outputs: { model_outputs: [] },
  } as unknown as Run;
}
