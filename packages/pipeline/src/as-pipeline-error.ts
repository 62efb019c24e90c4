import { ApiError, ConnectionError } from "@slipway/sdk";
import { SearchError } from "@slipway/search";
import { EvaluationError } from "./evaluation/evaluation-error.js";
import { ExitCode } from "./exit-code.js";
import { PipelineError } from "./pipeline-error.js";

/**
 * What an error of the parts means for whoever gave the command.
 * @param signal when it has been aborted, whatever was thrown is the interruption
 * @returns the error itself when it is none that is known: a fault of Slipway's own
 */
export function asPipelineError(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return new PipelineError("interrupted", "interrupted", { cause: error });
  if (error instanceof ConnectionError || error instanceof ApiError) {
    return new PipelineError("server", error.message, { cause: error });
  }
  if (error instanceof SearchError || error instanceof EvaluationError) {
    return new PipelineError("usage", error.message, { cause: error });
  }
  return error;
}

/** The exit code of what a command threw. */
export function exitCodeOfError(error: unknown): ExitCode {
  const known = asPipelineError(error);
  if (known instanceof PipelineError) return known.exitCode;
  return known instanceof Error && known.name === "AbortError" ? ExitCode.interrupted : ExitCode.fault;
}
