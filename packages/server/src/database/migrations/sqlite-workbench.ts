import { existsSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { Kysely } from "kysely";
import { DatabaseError } from "../database-error.js";
import type { SqliteUri } from "../database-uri.js";
import { kyselyOver } from "../dialects/kysely-over.js";
import { SqliteConnection } from "../dialects/sqlite-connection.js";
import { columnDefinition, createTables } from "../dialects/sqlite-ddl.js";
import { language } from "../dialects/sqlite-language.js";
import { triggers } from "../dialects/sqlite-triggers.js";
import type { Tables } from "../schema/index.js";
import type { Table } from "../schema/table.js";
import { isKnownIndex } from "./layouts.js";
import { shapesMade, shapesOf } from "./sqlite-shapes.js";
import type { Workbench, Worked, WorkOptions } from "./workbench.js";

// Foreign keys are off, else dropping a table would delete the rows that refer to it. The journal stays what it is.
const PRAGMAS = { foreign_keys: 0, legacy_alter_table: 1, busy_timeout: 5000, cache_size: -65_536 };

/**
 * Changes the tables of a SQLite file in one transaction: whatever ends the process, the file holds the old state or the new.
 * @throws DatabaseError when there is no such file
 */
export async function workOnSqlite<T>(
  { file: location, redacted }: SqliteUri,
  { backup, looking, tell }: WorkOptions,
  work: (bench: Workbench) => Promise<T>,
): Promise<Worked<T>> {
  const file = resolve(location);
  if (!existsSync(file))
    throw new DatabaseError(`Cannot open the database '${redacted}': there is no file ${file}.`);
  const connection = new SqliteConnection(file, PRAGMAS);
  try {
    connection.exec(looking ? "BEGIN" : "BEGIN IMMEDIATE");
    let copy: string | undefined;
    const backUp = async () => {
      if (backup === undefined) return;
      copy = copyAside(file, backup);
      tell(`Backup: ${copy}`);
    };
    const result = await work({ ...workbench(connection), backUp });
    connection.exec("COMMIT");
    return copy === undefined ? { result } : { result, backup: copy };
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  } finally {
    connection.close();
  }
}

// Called while the transaction keeps every other writer out, before it has written anything itself.
function copyAside(file: string, word: string): string {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const copy = `${file}.${word}-${time}.backup`;
  const reader = new SqliteConnection(file, {});
  try {
    rmSync(`${copy}.part`, { force: true });
    reader.run("VACUUM INTO ?", [`${copy}.part`]);
  } finally {
    reader.close();
  }
  renameSync(`${copy}.part`, copy);
  return copy;
}

function workbench(connection: SqliteConnection): Omit<Workbench, "backUp"> {
  return {
    db: new Kysely<Tables>({ dialect: kyselyOver(connection, language) }),
    shapes: async () => shapesOf(connection),
    shapesOf: async (tables) => shapesMade(tables),
    looksAt: "pages, indexes and references",
    problems: async () => [...integrityOf(connection), ...danglingOf(connection)],
    create: async (name, table) => {
      for (const statement of createTables({ [name]: table })) connection.exec(statement);
    },
    createTriggers: async () => {
      for (const statement of triggers) connection.exec(statement);
    },
    renameColumn: async (table, from, to) =>
      connection.exec(`ALTER TABLE "${table}" RENAME COLUMN "${from}" TO "${to}"`),
    addColumn: async (table, name, column) =>
      connection.exec(`ALTER TABLE "${table}" ADD COLUMN "${name}" ${columnDefinition(column)}`),
    rebuild: async (name, table) => rebuild(connection, name, table),
    dropIndex: async (name) => connection.exec(`DROP INDEX "${name}"`),
    createIndexes: async (name, table) => {
      for (const statement of createTables({ [name]: table }).slice(1)) connection.exec(statement);
    },
  };
}

const integrityOf = (connection: SqliteConnection): string[] =>
  connection
    .run("SELECT integrity_check AS line FROM pragma_integrity_check")
    .rows.map(({ line }) => String(line))
    .filter((line) => line !== "ok");

const danglingOf = (connection: SqliteConnection): string[] =>
  connection
    .run('SELECT "table", "parent", count(*) AS n FROM pragma_foreign_key_check GROUP BY 1, 2')
    .rows.map((row) => `${row.n} rows of ${row.table} refer to rows of ${row.parent} that are not there`);

/** SQLite cannot change a table's keys: a new table takes the rows and then the name. */
function rebuild(connection: SqliteConnection, name: string, table: Table): void {
  const next = `slipway_next_${name}`;
  const kept = connection
    .run("SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('index', 'trigger')", [
      name,
    ])
    .rows.filter((object) => object.sql !== null && !isKnownIndex(String(object.name)));
  const [create = "", ...indexes] = createTables({ [name]: table });
  connection.exec(createTables({ [next]: table })[0] ?? "");
  connection.exec(copyRows(connection, name, next, table));
  connection.exec(`DROP TABLE "${name}"`);
  connection.exec(`ALTER TABLE "${next}" RENAME TO "${name}"`);
  for (const statement of [create, ...indexes, ...kept.map(({ sql }) => String(sql))])
    connection.exec(statement);
}

function copyRows(connection: SqliteConnection, from: string, to: string, table: Table): string {
  const there = connection.run("SELECT name FROM pragma_table_xinfo(?)", [from]).rows.map(({ name }) => name);
  const columns = Object.entries(table.columns)
    .filter(([name, column]) => column.generated === undefined && there.includes(name))
    .map(([name]) => `"${name}"`)
    .join(", ");
  // In the order of the key each page is written once.
  const order = table.clustered ? ` ORDER BY ${table.primaryKey.columns.map((name) => `"${name}"`)}` : "";
  return `INSERT INTO "${to}" (${columns}) SELECT ${columns} FROM "${from}"${order}`;
}
