import { readFileSync } from "node:fs";
import { reportFailure } from "./failure.js";
import { createProgram } from "./program.js";

/** Runs the command line and sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that closes the pipe (`slipway … | head`) is not a failure; what is under way still ends in order.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  await run(argv.slice(2));
}

/** Runs the command that the words after `slipway` name, and sets the exit code of the process. */
export async function run(words: readonly string[]): Promise<void> {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  try {
    const program = await createProgram(words, manifest.version);
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}
