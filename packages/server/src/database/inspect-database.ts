import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { sql } from "kysely";
import Sqlite from "libsql";
import { type DatabaseUri, parseDatabaseUri } from "./database-uri.js";
import { connect } from "./dialects/index.js";
import { REVISION } from "./schema/index.js";

/** What can be seen of a tracking database without opening it for writing. */
export interface DatabaseState {
  kind: DatabaseUri["kind"];
  /** Without passwords. */
  uri: string;
  /** Absolute path of the file, of SQLite. */
  file?: string;
  /** False for a file that the first write would make. */
  exists: boolean;
  /** Alembic's revision; absent in a database that is no tracking server's. */
  revision?: string;
  /** The revision that this version reads. */
  expectedRevision: string;
  bytes?: number;
  /** Of SQLite: `ok`, or what its quick check found. */
  integrity?: string;
  journalMode?: string;
  /** Version of the library that reads it, or of the server. */
  version?: string;
}

/**
 * Looks at a tracking database and changes nothing.
 * @throws DatabaseError for a URI that cannot be read, Error when the database cannot be reached
 */
export async function inspectDatabase(uri: string): Promise<DatabaseState> {
  const parsed = parseDatabaseUri(uri);
  const known = { kind: parsed.kind, uri: parsed.redacted, expectedRevision: REVISION };
  if (parsed.kind === "sqlite") return { ...known, ...inspectSqlite(resolve(parsed.file)) };
  return { ...known, ...(await inspectServer(parsed)) };
}

function inspectSqlite(file: string): Omit<DatabaseState, "kind" | "uri" | "expectedRevision"> {
  if (!existsSync(file)) return { file, exists: false };
  const database = new Sqlite(file, { readonly: true });
  try {
    const first = (text: string) => {
      const [row] = database.prepare(text).all() as Record<string, unknown>[];
      return row && String(Object.values(row)[0]);
    };
    const versioned = first("SELECT name FROM sqlite_schema WHERE name = 'alembic_version'");
    const revision = versioned && first("SELECT version_num FROM alembic_version");
    return {
      file,
      exists: true,
      bytes: statSync(file).size,
      integrity: first("PRAGMA quick_check(1)") ?? "unknown",
      journalMode: first("PRAGMA journal_mode") ?? "unknown",
      version: first("SELECT sqlite_version()") ?? "unknown",
      ...(revision && { revision }),
    };
  } finally {
    database.close();
  }
}

async function inspectServer(
  parsed: DatabaseUri,
): Promise<Pick<DatabaseState, "exists" | "revision" | "version">> {
  const database = await connect(parsed);
  try {
    const { rows } = await sql<{ version: string }>`SELECT version() AS version`.execute(database.read);
    const tables = await database.dialect.tableNames(database.read);
    const found = tables.includes("alembic_version")
      ? await database.read.selectFrom("alembic_version").select("version_num").executeTakeFirst()
      : undefined;
    return {
      exists: true,
      ...(rows[0] && { version: rows[0].version }),
      ...(found && { revision: found.version_num }),
    };
  } finally {
    await database.close();
  }
}
