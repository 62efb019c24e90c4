import type { Database } from "../database.js";
import { type DatabaseUri, unreadable } from "../database-uri.js";
import { openSqlite } from "./sqlite.js";

/** Connects to a database of any kind. @throws Error when it cannot be reached */
export function connect(uri: DatabaseUri): Database | Promise<Database> {
  switch (uri.kind) {
    case "sqlite":
      return openSqlite(uri.file);
    default:
      throw unreadable(uri.redacted, "only sqlite:///path is supported in this version.");
  }
}

export type { Dialect } from "./dialect.js";
