import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, connect } from "@slipway/sdk";
import { namedStore } from "../default-store.js";

/** Where is imported from. */
export interface Source {
  connection: Connection;
  close(): Promise<void>;
}

/**
 * Opens what is imported from: a tracking server by its address, or a store (MLflow's files, a database of MLflow or
 * FastTrackML), which is served meanwhile.
 */
export async function openSource(text: string, artifactsDestination?: string): Promise<Source> {
  if (/^https?:/i.test(text)) return { connection: connect(text), close: async () => undefined };
  const { copyFastTrackMl, fileStoreRoot, startServer } = await import("@slipway/server");
  const store = namedStore(text);
  const folder = await mkdtemp(join(tmpdir(), "slipway-import-"));
  const forget = () => rm(folder, { recursive: true, force: true });
  try {
    const copy = fileStoreRoot(store) === undefined ? await copyFastTrackMl(store, folder) : undefined;
    const destination = artifactsDestination === undefined ? {} : { artifactsDestination };
    const backendStoreUri = copy ?? store;
    const server = await startServer({ backendStoreUri, host: "127.0.0.1", port: 0, ...destination });
    const close = async () => {
      await server.close();
      await forget();
    };
    return { connection: connect(server.url), close };
  } catch (error) {
    await forget();
    throw error;
  }
}
