import { withoutCredentials } from "./without-credentials.js";

/** The address that a tracking URI names, with the credentials that stood in it. */
export interface TrackingAddress {
  /** Without credentials. */
  baseUrl: string;
  username?: string;
  password?: string;
}

/** Uses another tracking server from now on, here and in programs started from here, as MLflow does. */
export function setTrackingUri(uri: string): void {
  parseTrackingUri(uri);
  process.env.MLFLOW_TRACKING_URI = uri;
}

/**
 * The tracking URI in use: what was set last, or `MLFLOW_TRACKING_URI`.
 * @throws Error when there is none
 */
export function getTrackingUri(): string {
  const uri = process.env.MLFLOW_TRACKING_URI;
  if (uri) return uri;
  throw new Error(
    "No tracking server is set. Set MLFLOW_TRACKING_URI to its address, e.g. http://127.0.0.1:5000, or call setTrackingUri(). `slipway ui` starts one.",
  );
}

/**
 * Reads a tracking URI.
 * @throws Error for what is no address of a server, saying what to do instead
 */
export function parseTrackingUri(uri: string): TrackingAddress {
  const shown = withoutCredentials(uri);
  if (/^databricks(?:[-:]|$)/.test(uri)) {
    throw new Error(
      `The tracking URI '${shown}' is known, not available in this version: use an http(s) address.`,
    );
  }
  if (!/^https?:/i.test(uri)) {
    throw new Error(
      `The tracking URI '${shown}' names a store, not a server. Start one with \`slipway server --backend-store-uri ${shown}\` and use its address, e.g. http://127.0.0.1:5000. (The slipway commands start one by themselves.)`,
    );
  }
  if (!URL.canParse(uri)) {
    throw new Error(`The tracking URI '${shown}' is no address. It must look like http://127.0.0.1:5000.`);
  }
  const { origin, pathname, username, password } = new URL(uri);
  return {
    baseUrl: `${origin}${pathname.replace(/\/+$/, "")}`,
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
  };
}
