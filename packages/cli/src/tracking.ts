import { type Client, connect } from "@slipway/sdk";
import { UsageError } from "./command.js";

/** The tracking server that a command works against. */
export interface Tracking {
  uri: string;
  client: Client;
}

export interface TrackingOptions {
  /** The result must outlive the job: in CI a server has to be named, unless `embedded` says otherwise. */
  lasting?: boolean;
  embedded?: boolean | undefined;
}

const DEFAULT_STORE = "sqlite:///mlflow.db";

/**
 * Runs a command against the server of `MLFLOW_TRACKING_URI`; without one, against the server already open on
 * ./mlflow.db, or one that lives as long as the command. The address is in `MLFLOW_TRACKING_URI` meanwhile.
 * @throws UsageError in CI, for work that must last, when no server is named
 */
export async function withTracking<T>(
  work: (tracking: Tracking) => Promise<T>,
  options: TrackingOptions = {},
): Promise<T> {
  const named = process.env.MLFLOW_TRACKING_URI;
  if (named && /^https?:/.test(named)) return work({ uri: named, client: connect(named).client });
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
  return withEmbeddedServer(named || DEFAULT_STORE, work);
}

async function withEmbeddedServer<T>(store: string, work: (tracking: Tracking) => Promise<T>): Promise<T> {
  // Loaded here, so that commands against a remote server do not pay for it.
  const { findOpenServer, startServer } = await import("@slipway/server");
  const backendStoreUri = store.includes("://") ? store : `sqlite:///${store}`;
  const open = await findOpenServer(backendStoreUri);
  const server = open
    ? { url: open.url, close: async () => {} }
    : await startServer({ backendStoreUri, host: "127.0.0.1", port: 0 });
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

/** All elements of a paged list. */
export async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const element of pages) all.push(element);
  return all;
}
