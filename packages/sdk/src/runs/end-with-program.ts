import type { RunStatus } from "@slipway/contract";
import { openRuns } from "./run-scope.js";

/** How long a program that ends waits for the server. */
const GRACE_MILLISECONDS = 5000;

let installed = false;

/**
 * From now on, runs that are open when the program ends are ended with it. `process.exit` cannot be waited for:
 * end the run before.
 */
export function endRunsWithProgram(): void {
  if (installed) return;
  installed = true;
  process.on("beforeExit", (code) => void endAll(code === 0 ? "FINISHED" : "FAILED"));
  endOn("SIGINT", "KILLED", () => process.kill(process.pid, "SIGINT"));
  endOn("SIGTERM", "KILLED", () => process.kill(process.pid, "SIGTERM"));
  endOn("uncaughtException", "FAILED", (error) => {
    setImmediate(() => {
      throw error;
    });
  });
}

/** Ends the runs at an event, then lets happen what would have happened without us. */
function endOn(event: string, status: RunStatus, goOn: (cause: unknown) => void): void {
  const listener = (cause: unknown) => {
    // Others who listen decide themselves how the program goes on.
    const alone = process.listenerCount(event) === 1;
    void endAll(status).finally(() => {
      if (!alone) return;
      process.off(event, listener);
      goOn(cause);
    });
  };
  process.on(event, listener);
}

async function endAll(status: RunStatus): Promise<void> {
  const signal = AbortSignal.timeout(GRACE_MILLISECONDS);
  await Promise.allSettled([...openRuns].map((run) => run.end(status, { signal })));
}
