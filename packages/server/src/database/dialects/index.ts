import type { Database } from "../database.js";
import type { DatabaseUri } from "../database-uri.js";
import { openSqlite } from "./sqlite.js";

/** Connects to a database of any kind; a driver is loaded when it is needed. @throws Error when it cannot be reached */
export async function connect(uri: DatabaseUri): Promise<Database> {
  switch (uri.kind) {
    case "sqlite":
      return openSqlite(uri.file);
    case "postgres":
      return (await import("./postgres.js")).openPostgres(uri);
    case "mysql":
      return (await import("./mysql.js")).openMysql(uri);
  }
}

export type { Dialect } from "./dialect.js";
