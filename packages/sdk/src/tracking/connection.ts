import { type Client, createClient, DEFAULT_RETRIES, type Retries } from "../client/index.js";
import { authorizationHeaders, readCredentials, refuseUnavailableSettings } from "./credentials.js";
import { getTrackingUri, parseTrackingUri } from "./tracking-uri.js";

/** A tracking server, and how to talk to it. */
export interface Connection {
  /** Without credentials, without a slash at the end. */
  baseUrl: string;
  headers: Record<string, string>;
  client: Client;
}

let current: { key: string; connection: Connection } | undefined;

/** The connection to the tracking server in use; a new one whenever the settings have changed. */
export function connection(): Connection {
  const { env } = process;
  const key = JSON.stringify([
    getTrackingUri(),
    env.MLFLOW_TRACKING_USERNAME,
    env.MLFLOW_TRACKING_PASSWORD,
    env.MLFLOW_TRACKING_TOKEN,
  ]);
  if (current?.key !== key) current = { key, connection: connect(getTrackingUri()) };
  return current.connection;
}

/**
 * Connects to a tracking server, with the credentials and time limits that the environment sets for MLflow.
 * @throws Error when the URI names no server, or a setting is not available
 */
export function connect(uri: string): Connection {
  refuseUnavailableSettings();
  const address = parseTrackingUri(uri);
  return connectTo(address.baseUrl, authorizationHeaders(readCredentials(address)));
}

/** Connects to an address with given headers. */
export function connectTo(baseUrl: string, headers: Record<string, string>): Connection {
  return { baseUrl, headers, client: createClient({ baseUrl, headers, retries: retriesOfEnvironment() }) };
}

/** The client of the tracking server in use: every call of the protocol, typed. */
export const trackingClient = (): Client => connection().client;

function retriesOfEnvironment(): Retries {
  return {
    max: number("MLFLOW_HTTP_REQUEST_MAX_RETRIES", DEFAULT_RETRIES.max),
    // MLflow's factor is half of its first real wait.
    backoff: 2 * number("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", DEFAULT_RETRIES.backoff / 2),
    jitter: number("MLFLOW_HTTP_REQUEST_BACKOFF_JITTER", DEFAULT_RETRIES.jitter),
    timeout: number("MLFLOW_HTTP_REQUEST_TIMEOUT", DEFAULT_RETRIES.timeout),
  };
}

function number(name: string, fallback: number): number {
  const text = process.env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Error(`${name} is '${text}'; it must be a number, 0 or more.`);
}
