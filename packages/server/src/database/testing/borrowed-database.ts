import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { inject } from "vitest";
import type { Database } from "../database.js";
import { openDatabase } from "../open-database.js";
import { classic, ownTables } from "../schema/index.js";
import { createDatabase } from "./create-database.js";

export interface BorrowedDatabase {
  uri: string;
  giveBack(): Promise<void>;
}

declare module "vitest" {
  interface ProvidedContext {
    /** The database server of the tests, without the name of a database; on SQLite there is none. */
    databaseServer?: string;
  }
}

const free: { uri: string; database: Database }[] = [];
let made = 0;

/** An empty database that nobody else uses. On a server one that was given back is emptied and lent again. */
export async function borrowDatabase(): Promise<BorrowedDatabase> {
  const server = inject("databaseServer");
  if (server === undefined) return borrowFile();
  const lent = free.pop() ?? (await makeDatabase(server));
  await empty(lent.database);
  return {
    uri: lent.uri,
    giveBack: async () => {
      free.push(lent);
    },
  };
}

/** The kind of database that the tests are run on. */
export const databaseKind = (): "sqlite" | "postgres" | "mysql" => {
  const server = inject("databaseServer");
  if (server === undefined) return "sqlite";
  return server.startsWith("postgresql") ? "postgres" : "mysql";
};

/** A text as the database of the tests sorts it: MySQL takes no notice of upper and lower case, in MLflow too. */
export const collated = (text: string): string => (databaseKind() === "mysql" ? text.toLowerCase() : text);

async function borrowFile(): Promise<BorrowedDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "slipway-"));
  return {
    uri: `sqlite:///${join(directory, "mlflow.db")}`,
    giveBack: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Files of tests that run at the same time are in different slots; those after one another share a slot's databases. */
async function makeDatabase(server: string): Promise<{ uri: string; database: Database }> {
  const name = `slipway_${process.env.VITEST_POOL_ID ?? "0"}_${made}`;
  const uri = `${server}${name}${databaseKind() === "postgres" ? "?sslmode=disable" : ""}`;
  await createDatabase(uri);
  const database = await openDatabase(uri);
  made += 1;
  return { uri, database };
}

const KEPT = new Set(["alembic_version", "workspaces"]);
const CLEARED = Object.entries({ ...classic, ...ownTables })
  .filter(([name]) => !KEPT.has(name))
  .reverse();

async function empty({ write, dialect }: Database): Promise<void> {
  await write(async (tx) => {
    for (const [name] of CLEARED) await sql`DELETE FROM ${sql.table(name)}`.execute(tx);
    await tx.deleteFrom("workspaces").where("name", "!=", "default").execute();
    if (dialect.name === "postgres")
      await sql`SELECT setval(pg_get_serial_sequence('experiments', 'experiment_id'), 1, false),
        setval(pg_get_serial_sequence('slipway_promotions', 'id'), 1, false)`.execute(tx);
    if (dialect.name === "mysql") await sql`ALTER TABLE experiments AUTO_INCREMENT = 1`.execute(tx);
  });
}
