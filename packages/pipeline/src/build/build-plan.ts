import type { Commit } from "@slipway/contract";
import type { Connection } from "@slipway/sdk";
import type { Executor } from "../executors/executor.js";
import type { BuildStep } from "../file/slipway-file.js";
import type { Environment } from "../git/branch.js";
import type { Observer } from "../progress.js";

/** Everything that the parts of one build need to know. */
export interface BuildPlan {
  connection: Connection;
  /** The tracking URI that commands are started with. */
  trackingUri: string;
  experimentId: string;
  /** The run that the build is. */
  runId: string;
  step: BuildStep;
  executor: Executor;
  /** Absolute: where commands run. */
  directory: string;
  commit: Commit | undefined;
  environment: Environment;
  /** What must not be shown of the environment. */
  secrets: readonly string[];
  observe: Observer;
  /** Ends the build: with the reason of an interruption, or the error of the machinery. */
  signal: AbortSignal;
}
