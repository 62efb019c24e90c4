import type { Database } from "../database.js";
import type { DatabaseUri } from "../database-uri.js";
import { openMysql } from "./mysql.js";
import { openPostgres } from "./postgres.js";
import { openSqlite } from "./sqlite.js";

/** Connects to a database of any kind. @throws Error when it cannot be reached */
export function connect(uri: DatabaseUri): Database | Promise<Database> {
  switch (uri.kind) {
    case "sqlite":
      return openSqlite(uri.file);
    case "postgres":
      return openPostgres(uri);
    case "mysql":
      return openMysql(uri);
  }
}

export type { Dialect } from "./dialect.js";
