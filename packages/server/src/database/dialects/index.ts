import type { Database } from "../database.js";
import { openSqlite } from "./sqlite.js";

/** What connects to a database, by the scheme of its URI; the rest of the URI is its location. */
export const openers: Record<string, (location: string) => Database> = { sqlite: openSqlite };

export type { Dialect } from "./dialect.js";
