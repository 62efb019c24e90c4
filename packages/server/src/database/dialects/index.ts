import type { Database } from "../database.js";
import type { DatabaseUri } from "../database-uri.js";
import type { Db } from "../db.js";
import type { Dialect } from "./dialect.js";
import { lookIntoSqlite, openSqlite } from "./sqlite.js";

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

/** Lets `look` read a database of any kind, which stays exactly as it is. A SQLite file that is not there is not looked into. */
export async function lookInto(
  uri: DatabaseUri,
  look: (db: Db, dialect: Dialect) => Promise<void>,
): Promise<void> {
  if (uri.kind === "sqlite") return lookIntoSqlite(uri.file, look);
  const database = await connect(uri);
  try {
    await look(database.read, database.dialect);
  } finally {
    await database.close();
  }
}

export type { Dialect } from "./dialect.js";
