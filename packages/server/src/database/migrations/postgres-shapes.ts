import { sql } from "kysely";
import type { Db } from "../db.js";
import { createTables } from "../dialects/postgres-ddl.js";
import type { Table } from "../schema/table.js";
import type { Shape } from "./shape.js";

/** A shape with what PostgreSQL calls its keys. */
export interface PostgresShape extends Shape {
  constraints: { name: string; definition: string }[];
}

type Shapes = Record<string, PostgresShape>;

/** The tables of the current schema, as PostgreSQL itself describes them. */
export const shapesOf = (db: Db): Promise<Shapes> => describe(db, "current_schema()::regnamespace::oid");

/** The shapes that PostgreSQL gives to tables made from their description: it makes them as temporary ones. */
export async function shapesMade(db: Db, tables: Record<string, Table>): Promise<Shapes> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const before = await sql<{ path: string }>`SELECT current_setting('search_path') AS path`.execute(db);
  await run("SET LOCAL search_path = pg_temp");
  for (const statement of createTables(tables)) await run(statement);
  const shapes = await describe(db, "pg_my_temp_schema()");
  // Temporary tables hide those of the same name.
  await run(`DROP TABLE ${Object.keys(tables).map((name) => `pg_temp."${name}"`)} CASCADE`);
  await sql`SELECT set_config('search_path', ${before.rows[0]?.path}, true)`.execute(db);
  return shapes;
}

async function describe(db: Db, namespace: string): Promise<Shapes> {
  const shapes: Shapes = {};
  for (const column of await columnsIn(db, namespace)) {
    const shape = shapes[column.table] ?? emptyShape();
    shapes[column.table] = shape;
    shape.columns[column.name] = column.definition;
  }
  for (const { table, name, kind, definition } of await constraintsIn(db, namespace)) {
    shapes[table]?.[LISTS[kind]].push(definition);
    shapes[table]?.constraints.push({ name, definition });
  }
  for (const { table, name, definition } of await indexesIn(db, namespace)) {
    const shape = shapes[table];
    // PostgreSQL names the schema, which is not the table's own affair.
    if (shape) shape.indexes[name] = definition.replace(/ ON (?:"[^"]*"|\w+)\./, " ON ");
  }
  return shapes;
}

const LISTS = { p: "primaryKey", u: "unique", f: "foreignKeys" } as const;

const emptyShape = (): PostgresShape => ({
  columns: {},
  primaryKey: [],
  clustered: false,
  unique: [],
  foreignKeys: [],
  indexes: {},
  constraints: [],
});

interface Named {
  table: string;
  name: string;
  definition: string;
}

async function columnsIn(db: Db, namespace: string): Promise<Named[]> {
  const found = await sql<Named & { preset: string | null; required: number; generated: string }>`
    SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS definition,
      pg_get_expr(d.adbin, d.adrelid) AS preset, a.attnotnull AS required, a.attgenerated::text || a.attidentity::text AS generated
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = ${sql.raw(namespace)} AND c.relkind = 'r' ORDER BY c.relname, a.attnum`.execute(
    db,
  );
  return found.rows.map(({ table, name, definition, preset, required, generated }) => ({
    table,
    name,
    definition: [definition, presetOf(preset), required ? "NOT NULL" : "", generated]
      .filter(Boolean)
      .join(" "),
  }));
}

/** A default without the type that MLflow's quotes give it, and without the name of a sequence. */
const presetOf = (preset: string | null): string =>
  preset === null
    ? ""
    : `DEFAULT ${preset.replace(/^'(.*)'::[\w ]+$/, "$1").replace(/^nextval\(.*\)$/, "counted")}`;

const constraintsIn = async (db: Db, namespace: string) =>
  (
    await sql<Named & { kind: keyof typeof LISTS }>`
      SELECT c.relname AS "table", k.conname AS name, k.contype::text AS kind, pg_get_constraintdef(k.oid) AS definition
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      WHERE c.relnamespace = ${sql.raw(namespace)} AND k.contype IN ('p', 'u', 'f')`.execute(db)
  ).rows;

const indexesIn = async (db: Db, namespace: string) =>
  (
    await sql<Named>`
      SELECT c.relname AS "table", x.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
      WHERE c.relnamespace = ${sql.raw(namespace)}
        AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))`.execute(
      db,
    )
  ).rows;
