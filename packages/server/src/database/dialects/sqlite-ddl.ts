import type { Check, Column, ForeignKey, Key, Table } from "../schema/table.js";

/** The statements that make tables on SQLite, in order, each doing nothing when its object is there already. */
export const createTables = (tables: Record<string, Table>): string[] =>
  Object.entries(tables).flatMap(([name, table]) => [
    createTable(name, table),
    ...createIndexes(name, table),
  ]);

function createTable(name: string, table: Table): string {
  const parts = [
    ...Object.entries(table.columns).map(([column, type]) => `${quote(column)} ${columnType(type)}`),
    primaryKey(table),
    ...(table.unique ?? []).map((key) => constraint(key.name, `UNIQUE ${list(key.columns)}`)),
    ...(table.foreignKeys ?? []).map(foreignKey),
    ...(table.checks ?? []).map(check),
  ];
  const layout = table.clustered ? " WITHOUT ROWID" : "";
  return `CREATE TABLE IF NOT EXISTS ${quote(name)} (\n\t${parts.filter(Boolean).join(",\n\t")}\n)${layout}`;
}

// SQLite takes AUTOINCREMENT only in the column's own definition.
const primaryKey = ({ columns, primaryKey: key }: Table) =>
  Object.values(columns).some((column) => column.counted === "forever")
    ? ""
    : constraint(key.name, `PRIMARY KEY ${list(key.columns)}`);

function columnType(column: Column): string {
  const parts: string[] = [
    column.kind === "varchar" ? `VARCHAR(${column.length})` : column.kind.toUpperCase(),
  ];
  if (column.counted === "forever") return "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
  if (column.generated !== undefined) parts.push(`GENERATED ALWAYS AS (${column.generated}) STORED`);
  if (column.default !== undefined) parts.push(`DEFAULT ${literal(column.default)}`);
  if (!column.nullable) parts.push("NOT NULL");
  return parts.join(" ");
}

function foreignKey(key: ForeignKey): string {
  const actions = [
    key.onDelete && ` ON DELETE ${key.onDelete.toUpperCase()}`,
    key.onUpdate && ` ON UPDATE ${key.onUpdate.toUpperCase()}`,
  ];
  const target = `REFERENCES ${quote(key.table)} ${list(key.targets)}${actions.filter(Boolean).join("")}`;
  return constraint(key.name, `FOREIGN KEY${list(key.columns)} ${target}`);
}

const check = ({ name, column, values }: Check) =>
  constraint(name, `CHECK (${quote(column)} IN (${values.map(literal).join(", ")}))`);

const createIndexes = (name: string, table: Table): string[] => [
  ...(table.uniqueIndexes ?? []).map((key) => createIndex("UNIQUE INDEX", name, key)),
  ...(table.indexes ?? []).map((key) => createIndex("INDEX", name, key)),
];

const createIndex = (kind: string, table: string, key: Key) =>
  `CREATE ${kind} IF NOT EXISTS ${quote(key.name)} ON ${quote(table)} ${list(key.columns)}`;

const constraint = (name: string | undefined, body: string) =>
  name ? `CONSTRAINT ${quote(name)} ${body}` : body;

const list = (columns: string[]) =>
  `(${columns.map((column) => (column.endsWith(" DESC") ? `${quote(column.slice(0, -5))} DESC` : quote(column))).join(", ")})`;

const quote = (identifier: string) => `"${identifier}"`;

const literal = (value: string | number) =>
  typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
