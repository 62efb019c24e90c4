import type { Database } from "../database/database.js";
import { openDatabase } from "../database/open-database.js";
import type { FileStore } from "./file-store.js";
import { fileStoreRoot } from "./file-store-uri.js";

/** What a server keeps its experiments, runs and models in. */
export interface Store {
  database: Database;
  /** Where the database is an index of MLflow's files. */
  files?: FileStore;
  close(): Promise<void>;
}

/**
 * Opens the store that a URI names: MLflow's files for a path or a `file:` URI, else a database.
 * @throws DatabaseError when it cannot be opened
 */
export async function openStore(uri: string, log: (line: string) => void): Promise<Store> {
  const root = fileStoreRoot(uri);
  if (root === undefined) {
    const database = await openDatabase(uri);
    return { database, close: () => database.close() };
  }
  const files = await openFileStore(root, log);
  return { database: files.database, files, close: () => files.close() };
}

/** Opens MLflow's files. They are loaded here, so that a server over a database does not pay for what reads them. */
export async function openFileStore(root: string, log: (line: string) => void): Promise<FileStore> {
  const { FileStore } = await import("./file-store.js");
  return FileStore.open(root, log);
}
