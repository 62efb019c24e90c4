import type { Db } from "./db.js";
import type { Dialect } from "./dialects/dialect.js";

export type { Db } from "./db.js";

export interface Database {
  dialect: Dialect;
  /** What is committed. */
  read: Db;
  /** The same for reading that may take long: on SQLite it does not keep the thread that answers requests. */
  scan: Db;
  /**
   * Runs one transaction and resolves when it is durable; a throw undoes it. `work` must await nothing but `tx`,
   * and must not call `write` itself: writes run one after the other.
   */
  write<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /** Finishes the writes under way and lets go of the files. */
  close(): Promise<void>;
}
