import { SqliteConnection } from "../dialects/sqlite-connection.js";
import { createTables } from "../dialects/sqlite-ddl.js";
import type { Table } from "../schema/table.js";
import type { Shape } from "./shape.js";

/** The tables of a SQLite database, as SQLite itself describes them. */
export function shapesOf(connection: SqliteConnection): Record<string, Shape> {
  const tables = connection.run(
    "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  ).rows;
  return Object.fromEntries(
    tables.map(({ name, wr }) => [String(name), shapeOf(connection, String(name), wr === 1)]),
  );
}

/** The shapes that SQLite gives to tables made from their description. */
export function shapesMade(tables: Record<string, Table>): Record<string, Shape> {
  const scratch = new SqliteConnection(":memory:", {});
  for (const statement of createTables(tables)) scratch.exec(statement);
  const shapes = shapesOf(scratch);
  scratch.close();
  return shapes;
}

function shapeOf(connection: SqliteConnection, table: string, clustered: boolean): Shape {
  const columns = connection.run("SELECT * FROM pragma_table_xinfo(?)", [table]).rows;
  const indexes = connection.run("SELECT * FROM pragma_index_list(?)", [table]).rows;
  const on = (index: unknown) =>
    connection
      .run('SELECT name, "desc" FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno', [index])
      .rows.map(({ name, desc }) => `${name}${desc === 1 ? " DESC" : ""}`);
  return {
    columns: Object.fromEntries(columns.map((column) => [String(column.name), columnOf(column)])),
    primaryKey: columns
      .filter(({ pk }) => pk !== 0)
      .sort((a, b) => Number(a.pk) - Number(b.pk))
      .map(({ name }) => String(name)),
    clustered,
    unique: indexes.filter(({ origin }) => origin === "u").map(({ name }) => on(name).join()),
    foreignKeys: foreignKeysOf(connection, table),
    indexes: Object.fromEntries(
      indexes
        .filter(({ origin }) => origin === "c")
        .map(({ name, unique, partial }) => [
          String(name),
          `${unique ? "UNIQUE " : ""}(${on(name)})${partial ? " partial" : ""}`,
        ]),
    ),
  };
}

type Row = Record<string, unknown>;

// MLflow quotes the defaults of numbers, which SQLite takes off again when it stores them.
function columnOf({ type, notnull, dflt_value: preset, hidden }: Row): string {
  const value = preset === null ? "" : ` DEFAULT ${String(preset).replaceAll("'", "")}`;
  return `${String(type).toUpperCase()}${value}${notnull === 1 ? " NOT NULL" : ""}${hidden === 0 ? "" : " GENERATED"}`;
}

function foreignKeysOf(connection: SqliteConnection, table: string): string[] {
  const keys = new Map<unknown, string>();
  for (const row of connection.run("SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq", [table])
    .rows) {
    const start = `${row.table} ON DELETE ${row.on_delete} ON UPDATE ${row.on_update}`;
    keys.set(row.id, `${keys.get(row.id) ?? start}, ${row.from} = ${row.to}`);
  }
  return [...keys.values()];
}
