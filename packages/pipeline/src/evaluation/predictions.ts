import { ExitCode } from "../exit-code.js";

/**
 * What an evaluate command wrote: one row for each held-out example, by column.
 * A file with a `label` has a `prediction`; a file without holds numbers only.
 */
export interface Predictions {
  /** Where the rows come from, for messages. */
  source: string;
  ids: readonly string[];
  /** Rows of one group (a user, a document) are not independent of each other. */
  groups?: readonly string[];
  labels?: readonly string[];
  predictions?: readonly string[];
  /** Columns of finite numbers, `score` and `score.<class>` among them, by name. */
  numbers: ReadonlyMap<string, Float64Array>;
  /** Why each of the other columns is not one of numbers, by name. */
  texts: ReadonlyMap<string, string>;
}

/** Something about prediction files, or about what is asked of them, that makes a comparison meaningless. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
  /** Of a command that was given such files. */
  readonly exitCode = ExitCode.usage;
}
