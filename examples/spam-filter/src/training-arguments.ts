import { parseArgs } from "node:util";
import { type Weighting, weightings } from "./features.js";
import { type Algorithm, algorithms } from "./spam-filter.js";

/** What one training is told: a cell of the matrix in slipway.yaml. */
export interface TrainingArguments {
  algorithm: Algorithm;
  weighting: Weighting;
  c: number;
  seed: number;
}

/** Reads `--algorithm A --weighting W --c NUMBER --seed INTEGER`. Throws on anything else, naming what would be right. */
export function readTrainingArguments(args: string[]): TrainingArguments {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { algorithm: text, weighting: text, c: text, seed: text } });
  const c = Number(values.c);
  const seed = Number(values.seed);
  if (!(c > 0)) throw new Error(`--c must be a number above 0; it is '${values.c}'`);
  if (!values.seed || !Number.isInteger(seed))
    throw new Error(`--seed must be an integer; it is '${values.seed}'`);
  return {
    algorithm: oneOf(algorithms, "--algorithm", values.algorithm),
    weighting: oneOf(weightings, "--weighting", values.weighting),
    c,
    seed,
  };
}

function oneOf<T extends string>(choices: readonly T[], flag: string, value: string | undefined): T {
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw new Error(`${flag} must be one of ${choices.join(", ")}; it is '${value}'`);
  return chosen;
}
