import { ExitCode } from "./exit-code.js";

/**
 * What kind of trouble ended a command:
 * `usage`: the file, the flags or the champion are ambiguous or wrong; `step`: training or evaluation failed;
 * `server`: the tracking server or the artifact store failed; `interrupted`: someone asked to stop.
 */
export type Trouble = "usage" | "step" | "server" | "interrupted";

/** Why a build or a release could not be carried through. What it decided instead is never an error. */
export class PipelineError extends Error {
  override readonly name = "PipelineError";
  /** What would be right, or settles it. */
  readonly hint: string | undefined;

  constructor(
    readonly trouble: Trouble,
    message: string,
    options: { hint?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
  }

  get exitCode(): ExitCode {
    return ExitCode[this.trouble];
  }
}
