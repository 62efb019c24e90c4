import { ApiError } from "@slipway/contract";
import { ConnectionError } from "@slipway/sdk/client";

/** Whether the server does not know a call of Slipway's own: MLflow's answers a page, not an error of the protocol. */
export const isUnknownCall = (error: unknown): boolean =>
  (error instanceof ApiError || error instanceof ConnectionError) && error.status === 404;
