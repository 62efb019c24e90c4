import { ApiError } from "@slipway/contract";
import { DatabaseError } from "../database-error.js";
import type { DatabaseUri } from "../database-uri.js";
import type { Workbench, Worked, WorkOptions } from "./workbench.js";

/**
 * Changes the tables of a database of any kind.
 * @throws DatabaseError that names the database when it cannot be reached, or refuses a statement
 */
export async function workOn<T>(
  uri: DatabaseUri,
  options: WorkOptions,
  work: (bench: Workbench) => Promise<T>,
): Promise<Worked<T>> {
  try {
    return await workOnKind(uri, options, work);
  } catch (error) {
    if (error instanceof DatabaseError || error instanceof ApiError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(`Cannot work on the database '${uri.redacted}': ${reason}`, { cause: error });
  }
}

// Each kind is loaded when it is needed: a server that only starts does not pay for them.
async function workOnKind<T>(
  uri: DatabaseUri,
  options: WorkOptions,
  work: (bench: Workbench) => Promise<T>,
): Promise<Worked<T>> {
  switch (uri.kind) {
    case "sqlite":
      return (await import("./sqlite-workbench.js")).workOnSqlite(uri, options, work);
    case "postgres":
      return (await import("./postgres-workbench.js")).workOnPostgres(uri, options, work);
    case "mysql":
      return (await import("./mysql-workbench.js")).workOnMysql(uri, options, work);
  }
}
