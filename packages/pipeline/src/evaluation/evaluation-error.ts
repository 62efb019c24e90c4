import { ExitCode } from "../exit-code.js";

/** Something about prediction files, or about what is asked of them, that makes a comparison meaningless. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
  /** Of a command that was given such files. */
  readonly exitCode = ExitCode.usage;
}
