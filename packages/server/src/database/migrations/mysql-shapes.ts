import { sql } from "kysely";
import type { Db } from "../db.js";
import { createTables } from "../dialects/mysql-ddl.js";
import type { Table } from "../schema/table.js";
import type { Shape } from "./shape.js";

/** A shape in the words of ALTER TABLE, with what MySQL calls its foreign keys. Unique keys are among the indexes. */
export interface MysqlShape extends Shape {
  constraints: { name: string; definition: string }[];
}

type Shapes = Record<string, MysqlShape>;

/** The tables of the database, as MySQL or MariaDB itself describes them. */
export async function shapesOf(db: Db): Promise<Shapes> {
  const shapes: Shapes = {};
  for (const column of await columnsOf(db)) {
    const shape = shapes[column.table] ?? emptyShape();
    shapes[column.table] = shape;
    shape.columns[column.name] = definitionOf(column);
  }
  for (const { table, name, definition } of await foreignKeysOf(db)) {
    shapes[table]?.foreignKeys.push(definition);
    shapes[table]?.constraints.push({ name, definition });
  }
  for (const { table, name, unique, columns } of await indexesOf(db)) {
    const shape = shapes[table];
    if (name === "PRIMARY") shape?.primaryKey.push(`(${columns})`);
    else if (shape) shape.indexes[name] = `${unique ? "UNIQUE KEY" : "KEY"} \`${name}\` (${columns})`;
  }
  return shapes;
}

/** The shapes that tables have when they are made from their description. It cannot make them aside, as other databases can. */
export const shapesMade = (tables: Record<string, Table>): Shapes =>
  Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, shapeMade(name, table)]));

// The statement has one line for each part of the table.
function shapeMade(name: string, table: Table): MysqlShape {
  const shape = emptyShape();
  const lines = (createTables({ [name]: table })[0] ?? "").split("\n\t").slice(1);
  for (const line of lines) {
    const part = line.replace(/,$|\n\)[^)]*$/, "");
    const [, column = "", definition = ""] = /^`(\w+)` (.*)$/s.exec(part) ?? [];
    const [, constraint = "", body = part] = /^CONSTRAINT `(\w+)` (.*)$/s.exec(part) ?? [];
    const [, index] = /^(?:UNIQUE )?KEY `(\w+)`/.exec(part) ?? [];
    if (column) shape.columns[column] = plain(definition);
    else if (index) shape.indexes[index] = part;
    else if (body.startsWith("PRIMARY KEY ")) shape.primaryKey.push(body.slice("PRIMARY KEY ".length));
    else if (body.startsWith("UNIQUE "))
      shape.indexes[constraint] = `UNIQUE KEY \`${constraint}\` ${body.slice("UNIQUE ".length)}`;
    else if (body.startsWith("FOREIGN KEY ")) {
      shape.foreignKeys.push(body);
      shape.constraints.push({ name: constraint, definition: body });
    }
  }
  return shape;
}

const emptyShape = (): MysqlShape => ({
  columns: {},
  primaryKey: [],
  clustered: false,
  unique: [],
  foreignKeys: [],
  indexes: {},
  constraints: [],
});

/** A definition without what is said in several ways: quotes of defaults, NULL, and the expression of a generated column. */
const plain = (definition: string): string =>
  definition
    .replace(/GENERATED ALWAYS AS \(.*\) STORED/s, "GENERATED")
    .replace(/DEFAULT '(.*)'/, "DEFAULT $1")
    .replace(/(?<!NOT) NULL(?= |$)/, "");

interface ColumnRow {
  table: string;
  name: string;
  type: string;
  collation: string | null;
  usual: string | null;
  preset: string | null;
  nullable: string;
  extra: string;
}

function definitionOf({ type, collation, usual, preset, nullable, extra }: ColumnRow): string {
  // What MariaDB makes of JSON.
  const isJson = type === "json" || (type === "longtext" && collation === "utf8mb4_bin");
  const own = !isJson && collation !== null && collation !== usual ? ` COLLATE ${collation}` : "";
  return plain(
    [
      // Widths for display are no part of the type, but that of a truth value.
      isJson ? "json" : `${type.replace(/^(big|small)?int\(\d+\)/, "$1int")}${own}`,
      extra.includes("STORED GENERATED") ? "GENERATED" : "",
      preset === null || preset === "NULL" ? "" : `DEFAULT ${preset}`,
      nullable === "NO" ? "NOT NULL" : "",
      extra.includes("auto_increment") ? "AUTO_INCREMENT" : "",
    ]
      .filter(Boolean)
      .join(" "),
  );
}

const columnsOf = async (db: Db): Promise<ColumnRow[]> =>
  (
    await sql<ColumnRow>`
      SELECT c.TABLE_NAME AS ${sql.ref("table")}, c.COLUMN_NAME AS name, c.COLUMN_TYPE AS type, c.COLLATION_NAME AS collation,
        t.TABLE_COLLATION AS usual, c.COLUMN_DEFAULT AS preset, c.IS_NULLABLE AS nullable, c.EXTRA AS extra
      FROM information_schema.COLUMNS c
      JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
      WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE' ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`.execute(
      db,
    )
  ).rows;

interface ForeignKeyRow {
  table: string;
  name: string;
  target: string;
  columns: string;
  targets: string;
  deleting: string;
  updating: string;
}

async function foreignKeysOf(db: Db): Promise<{ table: string; name: string; definition: string }[]> {
  const list = (column: string) =>
    sql`GROUP_CONCAT(CONCAT('\`', ${sql.ref(column)}, '\`') ORDER BY k.ORDINAL_POSITION SEPARATOR ', ')`;
  const found = await sql<ForeignKeyRow>`
    SELECT k.TABLE_NAME AS ${sql.ref("table")}, k.CONSTRAINT_NAME AS name, k.REFERENCED_TABLE_NAME AS target,
      ${list("k.COLUMN_NAME")} AS columns, ${list("k.REFERENCED_COLUMN_NAME")} AS targets,
      r.DELETE_RULE AS deleting, r.UPDATE_RULE AS updating
    FROM information_schema.KEY_COLUMN_USAGE k
    JOIN information_schema.REFERENTIAL_CONSTRAINTS r
      ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
    WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL
    GROUP BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.REFERENCED_TABLE_NAME, r.DELETE_RULE, r.UPDATE_RULE`.execute(
    db,
  );
  const action = (event: string, rule: string) =>
    rule === "RESTRICT" || rule === "NO ACTION" ? "" : ` ON ${event} ${rule}`;
  return found.rows.map(({ table, name, target, columns, targets, deleting, updating }) => ({
    table,
    name,
    definition: `FOREIGN KEY (${columns}) REFERENCES \`${target}\` (${targets})${action("DELETE", deleting)}${action("UPDATE", updating)}`,
  }));
}

interface IndexRow {
  table: string;
  name: string;
  unique: number;
  columns: string;
}

const indexesOf = async (db: Db): Promise<IndexRow[]> =>
  (
    await sql<IndexRow>`
      SELECT TABLE_NAME AS ${sql.ref("table")}, INDEX_NAME AS name, MAX(NON_UNIQUE) = 0 AS ${sql.ref("unique")},
        GROUP_CONCAT(CONCAT('\`', COLUMN_NAME, '\`', IF(SUB_PART IS NULL, '', CONCAT('(', SUB_PART, ')')),
          IF(COLLATION = 'D', ' DESC', '')) ORDER BY SEQ_IN_INDEX SEPARATOR ', ') AS columns
      FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() GROUP BY TABLE_NAME, INDEX_NAME`.execute(
      db,
    )
  ).rows;
