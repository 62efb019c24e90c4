import { type DatabaseUri, unreadable } from "../database-uri.js";
import { workOnSqlite } from "./sqlite-workbench.js";
import type { Workbench, Worked, WorkOptions } from "./workbench.js";

/** Changes the tables of a database of any kind. */
export function workOn<T>(
  uri: DatabaseUri,
  options: WorkOptions,
  work: (bench: Workbench) => Promise<T>,
): Promise<Worked<T>> {
  switch (uri.kind) {
    case "sqlite":
      return workOnSqlite(uri, options, work);
    default:
      throw unreadable(uri.redacted, "the tables of SQLite files alone can be changed in this version.");
  }
}
