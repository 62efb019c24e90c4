import { type Connection, connect } from "@slipway/sdk";
import { namedStore } from "../default-store.js";

/** Where is imported from. */
export interface Source {
  connection: Connection;
  close(): Promise<void>;
}

/**
 * Opens what is imported from: a tracking server by its address, or a store (MLflow's files, a database), which is
 * served meanwhile.
 */
export async function openSource(text: string, artifactsDestination?: string): Promise<Source> {
  if (/^https?:/i.test(text)) return { connection: connect(text), close: async () => undefined };
  const { startServer } = await import("@slipway/server");
  const backendStoreUri = namedStore(text);
  const destination = artifactsDestination === undefined ? {} : { artifactsDestination };
  const server = await startServer({ backendStoreUri, host: "127.0.0.1", port: 0, ...destination });
  return { connection: connect(server.url), close: () => server.close() };
}
