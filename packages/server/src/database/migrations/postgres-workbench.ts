import { sql } from "kysely";
import type { ServerUri } from "../database-uri.js";
import type { Db } from "../db.js";
import { openPostgres } from "../dialects/postgres.js";
import { columnDefinition, createTables, typeOf } from "../dialects/postgres-ddl.js";
import { triggers } from "../dialects/postgres-triggers.js";
import type { Table } from "../schema/table.js";
import { danglingOf } from "./dangling.js";
import { isKnownIndex } from "./layouts.js";
import { type PostgresShape, shapesMade, shapesOf } from "./postgres-shapes.js";
import { indexesMissingFrom, type Shape } from "./shape.js";
import type { Workbench, Worked, WorkOptions } from "./workbench.js";

/** Changes the tables of a PostgreSQL database in one transaction: whatever ends the process, it holds the old state or the new. */
export async function workOnPostgres<T>(
  uri: ServerUri,
  { backup, tell }: WorkOptions,
  work: (bench: Workbench) => Promise<T>,
): Promise<Worked<T>> {
  const database = await openPostgres(uri);
  const backUp = async () => {
    if (backup !== undefined) tell("No copy is made of a database on a server: have a backup of your own.");
  };
  try {
    const result = await database.write((tx) =>
      database.dialect.preparing(tx, () => work({ ...workbench(tx), backUp })),
    );
    return { result };
  } finally {
    await database.close();
  }
}

function workbench(db: Db): Omit<Workbench, "backUp"> {
  const run = async (statement: string) => void (await sql.raw(statement).execute(db));
  const createIndexes = async (name: string, table: Table) => {
    for (const statement of createTables({ [name]: table }).slice(1)) await run(statement);
  };
  return {
    db,
    shapes: () => shapesOf(db),
    shapesOf: (tables) => shapesMade(db, tables),
    looksAt: "indexes, references and the server's count of broken pages",
    problems: () => problemsOf(db),
    create: async (name, table) => {
      for (const statement of createTables({ [name]: table })) await run(statement);
    },
    createTriggers: async () => {
      const found =
        await sql`SELECT 1 FROM pg_trigger WHERE tgrelid = 'secrets'::regclass AND NOT tgisinternal`.execute(
          db,
        );
      if (found.rows.length === 0) for (const statement of triggers) await run(statement);
    },
    renameColumn: (table, from, to) => run(`ALTER TABLE "${table}" RENAME COLUMN "${from}" TO "${to}"`),
    addColumn: (table, name, column) =>
      run(`ALTER TABLE "${table}" ADD COLUMN "${name}" ${columnDefinition(column)}`),
    rebuild: async (name, table, wanted) => {
      const there = (await shapesOf(db))[name];
      if (there)
        for (const statement of alterations(name, table, there, wanted as PostgresShape))
          await run(statement);
      await createIndexes(name, table);
    },
    dropIndex: (name) => run(`DROP INDEX "${name}"`),
    createIndexes,
  };
}

/** What PostgreSQL knows to be broken, and references to rows that are not there. It reads no page: that is pg_amcheck's. */
async function problemsOf(db: Db): Promise<string[]> {
  const invalid = await sql<{ name: string }>`
    SELECT x.relname AS name FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
    WHERE x.relnamespace = current_schema()::regnamespace AND NOT (i.indisvalid AND i.indisready)`.execute(
    db,
  );
  const broken = await sql<{ pages: number | null }>`
    SELECT checksum_failures AS pages FROM pg_stat_database WHERE datname = current_database()`.execute(db);
  const pages = Number(broken.rows[0]?.pages ?? 0);
  return [
    ...invalid.rows.map(({ name }) => `the index ${name} is not valid; run REINDEX INDEX "${name}"`),
    ...(pages > 0 ? [`the server has met ${pages} pages with a wrong checksum`] : []),
    ...(await danglingOf(db, await shapesOf(db))),
  ];
}

/** The statements between two shapes of a table, its missing indexes apart. */
function alterations(name: string, table: Table, there: PostgresShape, wanted: PostgresShape): string[] {
  const alter = `ALTER TABLE "${name}"`;
  const missingFrom = (a: PostgresShape, b: PostgresShape) =>
    b.constraints.filter(({ definition }) => !a.constraints.some((other) => other.definition === definition));
  const outdated = indexesMissingFrom(wanted, there).filter((index) => isKnownIndex(index));
  return [
    // A key takes along the references to it; the tables that have them are changed after this one.
    ...missingFrom(wanted, there).map((key) => `${alter} DROP CONSTRAINT "${key.name}" CASCADE`),
    ...outdated.map((index) => `DROP INDEX "${index}"`),
    ...columnsIn(there, wanted).gone.map((column) => `${alter} DROP COLUMN "${column}"`),
    ...columnsIn(there, wanted).changed.flatMap((column) => {
      const definition = table.columns[column];
      if (!definition) return [];
      const change = `${alter} ALTER COLUMN "${column}"`;
      return [
        `${change} TYPE ${typeOf(definition)}`,
        `${change} ${definition.nullable ? "DROP" : "SET"} NOT NULL`,
      ];
    }),
    ...missingFrom(there, wanted).map((key) => `${alter} ADD CONSTRAINT "${key.name}" ${key.definition}`),
  ];
}

function columnsIn(there: Shape, wanted: Shape): { gone: string[]; changed: string[] } {
  const names = Object.keys(there.columns);
  return {
    gone: names.filter((name) => wanted.columns[name] === undefined),
    changed: names.filter(
      (name) => wanted.columns[name] !== undefined && wanted.columns[name] !== there.columns[name],
    ),
  };
}
