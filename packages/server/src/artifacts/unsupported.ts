import { ApiError } from "@slipway/contract";

/** The error for what no store that this version opens can do. Clients match on the words, and do without. */
export const unsupported = (what: string): ApiError =>
  new ApiError("NOT_IMPLEMENTED", `${what} is not supported for the current artifact repository`);
