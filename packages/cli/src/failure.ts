import { ApiError } from "@slipway/contract";
import { UsageError } from "./command.js";
import { style } from "./terminal/style.js";

/** Exit codes that are not an outcome of a release (product page: Outcomes and exit codes). */
export const EXIT = { failure: 1, usage: 2, training: 3, server: 4, fault: 70, interrupted: 130 } as const;

/** Says on standard error what went wrong and returns the exit code for it. */
export async function reportFailure(error: unknown): Promise<number> {
  const say = (text: string) => process.stderr.write(`${style("red", "error:")} ${text}\n`);
  if (error instanceof UsageError) {
    say(error.message);
    if (error.hint) process.stderr.write(`${style("cyan", "hint:")} ${error.hint}\n`);
    return EXIT.usage;
  }
  if (error instanceof ApiError) {
    say(error.message);
    return error.status >= 500 ? EXIT.server : EXIT.failure;
  }
  if (error instanceof Error && "exitCode" in error && typeof error.exitCode === "number") {
    say(error.message);
    return error.exitCode;
  }
  if (error instanceof Error && error.name === "ConnectionError") {
    say(error.message);
    return EXIT.server;
  }
  if (error instanceof Error && error.name === "AbortError") {
    say("interrupted");
    return EXIT.interrupted;
  }
  say(`a fault in Slipway itself: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env.SLIPWAY_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  else process.stderr.write("Set SLIPWAY_DEBUG=1 to see where.\n");
  return EXIT.fault;
}
