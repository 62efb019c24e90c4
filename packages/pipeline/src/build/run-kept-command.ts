import { type CommandEnd, type CommandOptions, runCommand } from "./run-command.js";
import { RunOutput, type RunOutputOptions } from "./run-output.js";

export interface KeptCommandOptions
  extends Omit<CommandOptions, "onOutput">,
    Omit<RunOutputOptions, "onError"> {}

/**
 * Runs a command and keeps its output with a run.
 * @throws what the executor, or the artifact store that keeps the output, throws; the reason of the signal
 */
export async function runKeptCommand(options: KeptCommandOptions): Promise<CommandEnd> {
  let failure: { error: unknown } | undefined;
  const output = await RunOutput.open({
    ...options,
    onError: (error) => {
      failure = { error };
    },
  });
  let end: CommandEnd;
  try {
    end = await runCommand({ ...options, onOutput: (chunk) => output.write(chunk) });
    if (end.kind === "failed") output.note(end.reason);
  } finally {
    await output.close();
  }
  options.signal.throwIfAborted();
  if (failure) throw failure.error;
  return end;
}
