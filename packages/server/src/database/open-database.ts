import { sql } from "kysely";
import type { Database } from "./database.js";
import { DatabaseError } from "./database-error.js";
import { type DatabaseUri, parseDatabaseUri } from "./database-uri.js";
import type { Db } from "./db.js";
import { connect, type Dialect } from "./dialects/index.js";
import { lookIntoSqlite } from "./dialects/sqlite.js";
import { isFastTrackMl } from "./is-fasttrackml.js";
import { howToUpgrade, whyNotUpgradable } from "./migrations/revisions.js";
import { prepareOwnTables } from "./prepare-own-tables.js";
import { mlflowTables, REVISION } from "./schema/index.js";

/**
 * Opens a tracking database: an empty one gets MLflow 3.18's schema, one of MLflow 3.18 gets our own tables beside it.
 * @param uri in SQLAlchemy's form, as in MLflow: `sqlite:///relative/path.db`, `postgresql://user:password@host/name`
 * @throws DatabaseError for another kind of URI, for a database that cannot be reached, and for a schema of another revision, which it leaves as it is
 */
export async function openDatabase(uri: string): Promise<Database> {
  const parsed = parseDatabaseUri(uri);
  await naming(parsed, () => refuseUntouched(parsed));
  const database = await naming(parsed, () => connect(parsed));
  try {
    await naming(parsed, () => prepareDatabase(database, parsed.redacted));
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** Lets errors of the database itself say which one it was. */
async function naming<T>({ redacted }: DatabaseUri, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(`Cannot open the database '${redacted}': ${reason}`, { cause: error });
  }
}

async function refuseUntouched(uri: DatabaseUri): Promise<void> {
  if (uri.kind !== "sqlite") return;
  await lookIntoSqlite(uri.file, async (db, dialect) => {
    const tables = await dialect.tableNames(db);
    if (tables.length > 0) await checkRevision(db, dialect, uri.redacted, tables);
  });
}

const prepareDatabase = ({ write, dialect }: Database, uri: string): Promise<void> =>
  write((tx) => dialect.preparing(tx, () => prepareSchema(tx, dialect, uri)));

async function prepareSchema(tx: Db, dialect: Dialect, uri: string): Promise<void> {
  const tables = await dialect.tableNames(tx);
  if (tables.length === 0 || tables.includes(UNFINISHED)) await createMlflowSchema(tx, dialect);
  else await checkRevision(tx, dialect, uri, tables);
  await prepareOwnTables(tx, dialect);
}

/** Is there while the schema is made, where tables outlive a transaction that is cut off: the next start goes on. */
const UNFINISHED = "slipway_unfinished_schema";

async function createMlflowSchema(tx: Db, dialect: Dialect): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(tx);
  if (!dialect.undoesTables) await run(`CREATE TABLE IF NOT EXISTS ${UNFINISHED} (started int)`);
  for (const statement of [...dialect.createTables(mlflowTables), ...dialect.triggers]) await run(statement);
  // What an earlier start may have written before it was cut off.
  await tx.deleteFrom("alembic_version").execute();
  await tx.deleteFrom("workspaces").execute();
  await tx.insertInto("alembic_version").values({ version_num: REVISION }).execute();
  const description = "Default workspace for legacy resources";
  await tx.insertInto("workspaces").values({ name: "default", description }).execute();
  if (!dialect.undoesTables) await run(`DROP TABLE ${UNFINISHED}`);
}

async function checkRevision(
  tx: Db,
  { name: kind }: Dialect,
  uri: string,
  tables: readonly string[],
): Promise<void> {
  if (isFastTrackMl(tables))
    throw new DatabaseError(
      `Cannot open the database '${uri}': it is FastTrackML's. Copy it into a store of its own: slipway import '${uri}'`,
    );
  if (!tables.includes("alembic_version"))
    throw new DatabaseError(
      `Cannot open the database '${uri}': it has tables, but not those of a tracking server.`,
    );
  const found = await tx.selectFrom("alembic_version").select("version_num").executeTakeFirst();
  if (found?.version_num === REVISION) return;
  const why = whyNotUpgradable(found?.version_num ?? "(none)");
  throw new DatabaseError(
    `Cannot open the database '${uri}': ${
      why ??
      `its schema is at revision ${found?.version_num}, this version reads ${REVISION} (MLflow 3.18). ` +
        `${howToUpgrade[kind]} '${uri}'`
    }`,
  );
}
