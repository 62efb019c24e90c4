import { readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { reportFailure } from "./failure.js";
import { createProgram } from "./program.js";

/** Runs the command line; sets the exit code of the process as docs/reference/exit-codes.md says. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that closes the pipe (`slipway … | head`) is not a failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  try {
    const program = await createProgram(argv.slice(2), manifest.version);
    await program.parseAsync(argv as string[]);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.exitCode = await reportFailure(error);
  }
}
