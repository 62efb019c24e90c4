import type { Executor, Exit, Job } from "../executors/executor.js";
import { durationText } from "../file/duration.js";

/** How long a command may take to end when it is asked to, in milliseconds. */
const GRACE = 10_000;

/** How a command of a step ended. */
export type CommandEnd =
  | { kind: "succeeded" }
  | { kind: "failed"; reason: string }
  /** The signal of the build ended it. */
  | { kind: "stopped" };

export interface CommandOptions {
  executor: Executor;
  job: Job;
  /** Milliseconds. */
  timeout?: number | undefined;
  signal: AbortSignal;
  onOutput: (chunk: string) => void;
}

/**
 * Runs a command to its end, its time limit, or the end of the build, whichever comes first. Nothing of it runs
 * any more when this returns or throws.
 * @throws what the executor throws: a fault of the place, not of the command
 */
export async function runCommand(options: CommandOptions): Promise<CommandEnd> {
  const { executor, job, timeout, signal } = options;
  if (signal.aborted) return { kind: "stopped" };
  const task = await executor.start(job);
  let cancelling: Promise<void> | undefined;
  const cancel = () => {
    cancelling ??= task.cancel(GRACE);
  };
  let timedOut = false;
  const timer =
    timeout === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          cancel();
        }, timeout);
  signal.addEventListener("abort", cancel);
  if (signal.aborted) cancel();
  try {
    for await (const chunk of task.follow()) options.onOutput(chunk);
    const exit = await task.wait();
    await cancelling;
    if (signal.aborted) return { kind: "stopped" };
    if (timedOut) return { kind: "failed", reason: `timed out after ${durationText(timeout ?? 0)}` };
    return endOf(exit);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
    await task.destroy();
  }
}

function endOf(exit: Exit): CommandEnd {
  if (exit.kind === "exited") {
    return exit.code === 0
      ? { kind: "succeeded" }
      : { kind: "failed", reason: `exited with code ${exit.code}` };
  }
  if (exit.kind === "cancelled") return { kind: "stopped" };
  const memory = exit.signal === "SIGKILL" ? "; the system does that when memory runs out" : "";
  return { kind: "failed", reason: `killed by ${exit.signal}${memory}` };
}
