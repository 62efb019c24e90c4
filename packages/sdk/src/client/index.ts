export { ApiError, type ErrorCode } from "@slipway/contract";
export { type ApiPrefix, addressOf } from "./address.js";
export type { Call, CallOptions, Client, Payload } from "./client.js";
export { ConnectionError } from "./connection-error.js";
export { type ClientOptions, createClient } from "./create-client.js";
export { iterate } from "./iterate.js";
export { DEFAULT_RETRIES, type Retries } from "./retries.js";
