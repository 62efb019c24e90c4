import type { Run, Verdict, VerdictStatus } from "@slipway/contract";
import type { TSchema } from "typebox";
import type { PairedPredictions } from "../evaluation/pair-predictions.js";
import type { Predictions } from "../evaluation/predictions.js";
import type { ModelSignature } from "./model-signature.js";

/** What is known of one model. */
export interface Measured {
  /** The metrics that its run logged, by name. Never mixed with what is computed from rows. */
  logged: Readonly<Record<string, number>>;
  /** What Slipway measured of it, and what the evaluate command reported beside its rows, by name. */
  reported: Readonly<Record<string, number>>;
  /** The run that trained it; unset when nobody knows. */
  run?: Run;
  /** What it takes and returns, as its `MLmodel` says; read when a gate {@link Gate.needs} it. */
  signature?: ModelSignature;
  /** Where its files lie on this machine; unset when nothing needed them here. */
  files?: ModelFiles;
  /** Its rows on the held-out examples; unset when nothing was evaluated. */
  predictions?: Predictions;
}

/** Absolute paths of this machine, there while gates rule. */
export interface ModelFiles {
  model: string;
  predictions?: string;
}

/** The selection metric of one configuration, once for each finished repeat. */
export interface Repeats {
  metric: string;
  values: readonly number[];
  /** What each repeat was trained with, such as `seed=3`: repeats of two models with one name are a pair. */
  names?: readonly string[];
}

/** How a command ended that a gate ran. */
export interface CommandResult {
  /** What it wrote to its output and error streams. */
  output: string;
  /** Why it failed, e.g. `exited with code 3`; unset when it ended with 0. */
  failure?: string;
}

/** What a held-out set that serves many decisions asks of each of them. */
export interface TestSetLevel {
  name: string;
  looks: number;
  /** For how many models it must be valid. */
  models: number;
  /** How sure all its decisions together must be. */
  reliability: number;
}

/** Everything a gate may base its verdict on. */
export interface Evidence {
  candidate: Measured;
  /** Unset while no version is the champion. */
  champion?: Measured;
  /** The rows of both, aligned by id; unset without a champion, or when only logged metrics are there. */
  paired?: PairedPredictions;
  /** Those of the candidate's configuration. */
  repeats: Repeats;
  /** Those of the champion's configuration in the build that made it; unset when that is not known. */
  championRepeats?: Repeats;
  /** Of how many configurations the candidate is the best. */
  configurationsCompared: number;
  /** Whether the candidate was selected on the very examples that the gate looks at. */
  sameExamplesAsSelection: boolean;
  /** The budget that the examples are on; unset when their reuse is not controlled. */
  testSet?: TestSetLevel;
  /** Seed of everything drawn at random; a whole number from 0 to 2^53 - 1. */
  seed: number;
  /** When the gates rule: milliseconds since the epoch. */
  now: number;
  /** Told now and then how much of a long computation is done, from 0 to 1; what it throws ends that. */
  watch?(share: number): void;
  /** Runs a command where the evaluate command runs; unset where no command may run. */
  run?(command: GateCommand): Promise<CommandResult>;
}

/** A command that a gate wants to be run. */
export interface GateCommand {
  /** For people, and in the name of its log. */
  label: string;
  /** A line for the shell, filled in. */
  command: string;
  /** Beside what every command gets. */
  environment: Readonly<Record<string, string>>;
  /** Milliseconds; unset, as long as it takes. */
  timeout?: number;
}

/** What is gathered only when a gate asks for it. */
export type Need = "signature" | "champion-repeats" | "model-files";

/** What a gate found. `required` overrides what its parameters and its default say. */
export interface Ruling {
  status: VerdictStatus;
  /** One line for a log reader. */
  reason: string;
  method?: string;
  evidence: Verdict["evidence"];
  required?: boolean;
}

/** What is known before anything is trained. */
export interface GateContext {
  /** Whether an evaluate command will write rows; without, gates see logged metrics only. */
  evaluated: boolean;
}

/**
 * One check of a candidate before it may be promoted. A gate is a pure function of its evidence: the same
 * evidence, seed included, gives the same ruling.
 *
 * A gate is code that can be wrong, so each one in the index goes through the self-test, which holds it to this:
 * - it rules on anything: bad evidence is a ruling (`error` or `not-enough-data`, with a reason) or an
 *   EvaluationError, never a pass: NaN, a missing metric, no rows and a single row all fail closed;
 * - rows are matched by id alone: their order changes nothing in the ruling;
 * - a gate that compares rules `not-applicable` without a champion, and puts the difference into
 *   `evidence.estimate` (candidate minus champion), whose sign flips when they swap; one that claims superiority
 *   never passes a model against itself;
 * - a gate that rules on facts does not pass a model of which nothing is known.
 */
export interface Gate<Parameters> {
  /** Its key in slipway.yaml. */
  readonly name: string;
  /** Closed schema of its parameters, each with a description that completes "must be …". */
  readonly parameters: TSchema;
  /** Whether a candidate that does not pass is refused, rather than held, unless the parameters say otherwise. */
  readonly required: boolean;
  /** What it needs of the evidence beyond metrics and rows. */
  needs?(parameters: Parameters): readonly Need[];
  /** What a pass says: that the candidate is good enough in itself, better than the champion, or not worse. */
  readonly claim: "absolute" | "superiority" | "not-worse";
  /** What it rules on: examples, or facts of the models such as their size. */
  readonly judges: "rows" | "facts";
  /** Parameters as one would write them first: for the documentation, and for the self-test. */
  readonly example: Parameters;
  /** What is wrong with parameters that have the right types: one sentence each, with what would be right. */
  findings(parameters: Parameters, context: GateContext): string[];
  /** @throws EvaluationError when the evidence cannot be computed with. */
  evaluate(evidence: Evidence, parameters: Parameters): Ruling | Promise<Ruling>;
}
