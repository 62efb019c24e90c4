import { ApiError } from "@slipway/contract";
import { CommanderError } from "commander";
import { UsageError } from "./command.js";
import { style } from "./terminal/style.js";

/** Exit codes that are not an outcome of a release (docs/reference/exit-codes.md). */
export const EXIT = { usage: 2, training: 3, server: 4, fault: 70, interrupted: 130 } as const;

/** What a server answers to a request for what does not exist, exists already, or has no meaning. */
const REQUEST_IS_WRONG = new Set([400, 404, 409]);

/** Says on standard error what went wrong, and what would be right, and returns the exit code for it. */
export function reportFailure(error: unknown): number {
  // Commander has said it already; its help and version end here, too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  const code = exitCodeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const prefix = code === EXIT.fault ? "a fault in Slipway itself: " : "";
  write("red", "error:", `${prefix}${message}`);
  const hint = hintOf(error);
  if (hint) write("cyan", "hint:", hint);
  if (process.env.SLIPWAY_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  else if (code === EXIT.fault) write("cyan", "hint:", "set SLIPWAY_DEBUG=1 to see where");
  return code;
}

/** Errors of the pipeline carry their exit code; those of the protocol follow from their kind. */
function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof ApiError) return REQUEST_IS_WRONG.has(error.status) ? EXIT.usage : EXIT.server;
  if (!(error instanceof Error)) return EXIT.fault;
  if (error.name === "DatabaseError") return EXIT.usage;
  if ("exitCode" in error && typeof error.exitCode === "number") return error.exitCode;
  if (error.name === "ConnectionError") return EXIT.server;
  if (error.name === "AbortError") return EXIT.interrupted;
  return EXIT.fault;
}

const hintOf = (error: unknown): string | undefined =>
  error instanceof Error && "hint" in error && typeof error.hint === "string" ? error.hint : undefined;

function write(colour: "red" | "cyan", label: string, text: string): void {
  process.stderr.write(`${style(colour, label, process.stderr)} ${text}\n`);
}
