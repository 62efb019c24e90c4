import { ApiError, ConnectionError } from "@slipway/sdk";
import { SearchError } from "@slipway/search";
import { EvaluationError } from "./evaluation/predictions.js";
import { ExitCode } from "./exit-code.js";
import { PipelineError } from "./pipeline-error.js";

/** The exit code of what a command threw: everything that is not known is a fault of Slipway's own. */
export function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof PipelineError) return error.exitCode;
  if (error instanceof ConnectionError || error instanceof ApiError) return ExitCode.server;
  if (error instanceof EvaluationError || error instanceof SearchError) return ExitCode.usage;
  if (error instanceof Error && error.name === "AbortError") return ExitCode.interrupted;
  return ExitCode.fault;
}
