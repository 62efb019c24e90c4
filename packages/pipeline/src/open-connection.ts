import { type Connection, connect } from "@slipway/sdk";
import { PipelineError } from "./pipeline-error.js";

/** Connects to a tracking server. @throws PipelineError `usage` for what is no address of one */
export function openConnection(trackingUri: string): Connection {
  try {
    return connect(trackingUri);
  } catch (error) {
    throw new PipelineError("usage", (error as Error).message, { cause: error });
  }
}
