import { type Client, type Connection, ConnectionError, connect } from "@slipway/sdk";
import { createClient } from "@slipway/sdk/client";
import { UsageError } from "./command.js";
import { defaultStore, namedStore } from "./default-store.js";
import { EXIT } from "./failure.js";

/** The tracking server that a command works against. */
export interface Tracking {
  uri: string;
  client: Client;
}

/** A store that a command serves itself, as long as it runs. */
export interface Store {
  backendStoreUri: string;
  artifactsDestination?: string | undefined;
  defaultArtifactRoot?: string | undefined;
}

export interface TrackingOptions {
  /** Instead of the server that the environment names. */
  store?: Store | undefined;
  /** The result must outlive the job: in CI a server has to be named, unless `embedded` says otherwise. */
  lasting?: boolean;
  embedded?: boolean | undefined;
}

/**
 * Runs a command against the server of `MLFLOW_TRACKING_URI`; without one, against the server already open on
 * ./mlflow.db or ./mlruns, or one that lives as long as the command. The address is in `MLFLOW_TRACKING_URI` meanwhile.
 * @throws UsageError in CI, for work that must last, when no server is named
 */
export async function withTracking<T>(
  work: (tracking: Tracking) => Promise<T>,
  options: TrackingOptions = {},
): Promise<T> {
  if (options.store) return withEmbeddedServer(options.store, work);
  const named = process.env.MLFLOW_TRACKING_URI;
  if (named && /^https?:/.test(named)) return work({ uri: named, client: await reach(named) });
  if (named && /^databricks/.test(named)) {
    throw new UsageError(
      `MLFLOW_TRACKING_URI is '${named}': Databricks is known, not available in this version.`,
    );
  }
  if (!named && options.lasting && process.env.CI && !options.embedded) {
    throw new UsageError(
      "MLFLOW_TRACKING_URI is not set, and a database that ends with this CI job would make every push the first one.",
      "Set MLFLOW_TRACKING_URI to your tracking server, or pass --embedded if that is what you want.",
    );
  }
  return withEmbeddedServer({ backendStoreUri: named || defaultStore() }, work);
}

/** Once work is under way the client is patient with its server; an address that never answered is most likely wrong. */
const FIRST_CONTACT = { max: 2, backoff: 1, jitter: 0, timeout: 20 };

/** @throws UsageError for what is no address, TrackingServerError when nothing answers there */
async function reach(uri: string): Promise<Client> {
  const { client, baseUrl, headers } = addressed(uri);
  try {
    await createClient({ baseUrl, headers, retries: FIRST_CONTACT }).server.slipway();
  } catch (error) {
    // Another tracking server does not know the call, but it answers.
    if (error instanceof ConnectionError && error.status === undefined)
      throw new TrackingServerError(`No tracking server answers: ${error.message}`, error);
  }
  return client;
}

function addressed(uri: string): Connection {
  try {
    return connect(uri);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The named server cannot be reached: exit 4. */
class TrackingServerError extends Error {
  override readonly name = "TrackingServerError";
  readonly exitCode = EXIT.server;
  readonly hint = "MLFLOW_TRACKING_URI names it. Is it running, and can it be reached from here?";

  constructor(message: string, cause: Error) {
    super(message, { cause });
  }
}

async function withEmbeddedServer<T>(store: Store, work: (tracking: Tracking) => Promise<T>): Promise<T> {
  // Loaded here, so that commands against a remote server do not pay for it.
  const { findOpenServer, startServer } = await import("@slipway/server");
  const { backendStoreUri: named, artifactsDestination, defaultArtifactRoot } = store;
  const backendStoreUri = namedStore(named);
  const open = await findOpenServer(backendStoreUri);
  const server = open
    ? { url: open.url, close: async () => {} }
    : await startServer({
        backendStoreUri,
        host: "127.0.0.1",
        port: 0,
        ...(artifactsDestination !== undefined && { artifactsDestination }),
        ...(defaultArtifactRoot !== undefined && { defaultArtifactRoot }),
      });
  const before = process.env.MLFLOW_TRACKING_URI;
  process.env.MLFLOW_TRACKING_URI = server.url;
  try {
    return await work({ uri: server.url, client: connect(server.url).client });
  } finally {
    if (before === undefined) delete process.env.MLFLOW_TRACKING_URI;
    else process.env.MLFLOW_TRACKING_URI = before;
    await server.close();
  }
}
