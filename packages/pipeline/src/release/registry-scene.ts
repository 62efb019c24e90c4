import type { Actor } from "@slipway/contract";
import { ApiError, type Connection } from "@slipway/sdk";
import { asPipelineError } from "../as-pipeline-error.js";
import { DEFAULT_PROMOTE, type PromoteStep } from "../file/slipway-file.js";
import type { Environment } from "../git/branch.js";
import { openConnection } from "../open-connection.js";
import { PipelineError } from "../pipeline-error.js";
import { readActor } from "./actor.js";
import { isSlipwayServer } from "./server-kind.js";

/** Which registered model a command is about, and on whose behalf. */
export interface RegistryOptions {
  model: string;
  trackingUri: string;
  /** Where champions are; as for a release unless given. */
  promote?: PromoteStep;
  /** Why, for the record. */
  reason?: string;
  /** Where the command was given. */
  directory?: string;
  environment?: Environment;
}

/** What every command on a registered model has to know. */
export interface RegistryScene {
  connection: Connection;
  /** Whether the server promotes in one step, and keeps the history. */
  atomic: boolean;
  promote: PromoteStep;
  actor: Actor;
}

export async function openRegistry(options: RegistryOptions): Promise<RegistryScene> {
  const connection = openConnection(options.trackingUri);
  return {
    connection,
    atomic: await isSlipwayServer(connection.client),
    promote: options.promote ?? DEFAULT_PROMOTE,
    actor: await readActor(options.directory ?? process.cwd(), options.environment ?? process.env),
  };
}

/** What the server refuses because of what was asked for is the asker's affair; the rest is a failure of it. */
export function asRegistryError(error: unknown): unknown {
  const isRefusal = error instanceof ApiError && error.status < 500 && error.status !== 429;
  return isRefusal ? new PipelineError("usage", error.message, { cause: error }) : asPipelineError(error);
}
