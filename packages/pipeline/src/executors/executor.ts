/** One command to run. */
export interface Job {
  /** For people: which candidate this is. */
  label: string;
  /** A line for the shell. */
  command: string;
  /** Absolute. */
  directory: string;
  /** The whole environment: nothing is added to it. */
  environment: Record<string, string>;
}

/** How a job ended. An executor that cannot say how throws instead. */
export type Exit =
  /** The command ended by itself. */
  | { kind: "exited"; code: number }
  /** A signal ended it that nobody here sent, e.g. SIGKILL for want of memory. */
  | { kind: "signalled"; signal: string }
  /** {@link Task.cancel} ended it. */
  | { kind: "cancelled" };

/** A job that was started. */
export interface Task {
  /** What the executor knows it by, e.g. a process id. */
  id: string;
  /** What the command writes to its output and error streams, as it comes. Ends with the job. For one reader. */
  follow(): AsyncIterable<string>;
  /** Resolves when nothing of the job runs any more. May be called often. */
  wait(): Promise<Exit>;
  /** Asks everything that the job started to end, and ends it by force after `grace` milliseconds. */
  cancel(grace: number): Promise<void>;
  /** Gives back everything that the job holds, by force if need be. May be called often, and at any time. */
  destroy(): Promise<void>;
}

/**
 * Runs jobs somewhere. A job that fails is an outcome ({@link Exit}); a place that fails is an error, thrown by
 * the call that met it.
 */
export interface Executor {
  name: string;
  /** @throws when the job cannot be started, e.g. because its directory does not exist */
  start(job: Job): Promise<Task>;
}
