import type { Actor, Commit } from "@slipway/contract";
import type { Connection } from "@slipway/sdk";
import type { BuildStep, ReleaseStep } from "../file/slipway-file.js";
import type { Observer } from "../progress.js";
import type { Signer } from "../receipts/signer.js";

/** Everything that the parts of one release need to know. */
export interface ReleasePlan {
  connection: Connection;
  /** Whether the server promotes in one step. */
  atomic: boolean;
  model: string;
  step: ReleaseStep;
  /** What has to run before the first evaluation; unset when nothing has to, or when it did already. */
  prepare: Pick<BuildStep, "prepare" | "timeout"> | undefined;
  /** Absolute: where commands run. */
  directory: string;
  actor: Actor;
  /** What was trained, as far as it is known. */
  commit: Commit | undefined;
  /** Environment of the evaluate command. */
  commandEnvironment: Record<string, string>;
  secrets: readonly string[];
  /** Decides and reports, and changes nothing at all. */
  dryRun: boolean;
  /** Why to release in spite of what the decision says. */
  force: string | undefined;
  /** Signs the receipt; undefined when nobody does. */
  signer: Signer | undefined;
  observe: Observer;
  signal: AbortSignal;
}
