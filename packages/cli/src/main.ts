import { readFileSync } from "node:fs";
import { reportFailure } from "./failure.js";
import { createProgram } from "./program.js";

/** Runs the command line and sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that closes the pipe (`slipway … | head`) is not a failure; what is under way still ends in order.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  try {
    const program = await createProgram(argv.slice(2), manifest.version);
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}
