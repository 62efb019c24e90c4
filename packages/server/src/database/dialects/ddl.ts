import type { Check, Column, ForeignKey, Key, Table } from "../schema/table.js";

/** How a dialect writes what a table is made of. */
export interface Words {
  quote(identifier: string): string;
  /** A column's type, default and so on: all that follows its name. */
  column(column: Column): string;
  /** Whether the table's key is part of its column's definition. */
  keyInColumn?(table: Table): boolean;
  /** Whether a check has a place beside a column of this type. */
  checks?(column: Column): boolean;
  /** What follows the closing bracket. */
  suffix?(table: Table): string;
  /** A column in an index whose columns have so many characters together; by default its quoted name. */
  indexed?(quoted: string, column: Column, characters: number): string;
  /** What follows an index's columns. */
  indexSuffix?(key: Key): string;
  /** Indexes stand inside of the table, not after it. */
  indexesInside?: boolean;
}

/** The statements that make tables, in order, each doing nothing when its object is there already. */
export const createTables =
  (words: Words) =>
  (tables: Record<string, Table>): string[] =>
    Object.entries(tables).flatMap(([name, table]) => [
      createTable(words, name, table),
      ...(words.indexesInside ? [] : createIndexes(words, name, table)),
    ]);

/** The statement that adds a column to a table. */
export const addColumn =
  ({ quote, column }: Words) =>
  (table: string, name: string, added: Column): string =>
    `ALTER TABLE ${quote(table)} ADD COLUMN ${quote(name)} ${column(added)}`;

/** The statements that make the indexes of a table, by the names of the indexes, for where they cannot be made twice. */
export const indexStatements =
  (words: Words) =>
  (name: string, table: Table): [index: string, statement: string][] =>
    indexes(table).map(({ unique, key }) => [
      key.name,
      `CREATE ${unique ? "UNIQUE INDEX" : "INDEX"} ${words.quote(key.name)} ON ${words.quote(name)} ${indexed(words, table, key)}`,
    ]);

function createTable(words: Words, name: string, table: Table): string {
  const { quote } = words;
  const list = listWith(quote);
  const parts = [
    ...Object.entries(table.columns).map(([column, type]) => `${quote(column)} ${words.column(type)}`),
    words.keyInColumn?.(table)
      ? ""
      : constraint(words, table.primaryKey.name, `PRIMARY KEY ${list(table.primaryKey.columns)}`),
    ...(table.unique ?? []).map((key) => constraint(words, key.name, `UNIQUE ${list(key.columns)}`)),
    ...(table.foreignKeys ?? []).map((key) => foreignKey(words, key)),
    ...(table.checks ?? []).map((check) => checkOf(words, table, check)),
    ...(words.indexesInside ? indexesInside(words, table) : []),
  ];
  const suffix = words.suffix?.(table) ?? "";
  return `CREATE TABLE IF NOT EXISTS ${quote(name)} (\n\t${parts.filter(Boolean).join(",\n\t")}\n)${suffix}`;
}

function foreignKey(words: Words, key: ForeignKey): string {
  const list = listWith(words.quote);
  const actions = [
    key.onDelete && ` ON DELETE ${key.onDelete.toUpperCase()}`,
    key.onUpdate && ` ON UPDATE ${key.onUpdate.toUpperCase()}`,
  ];
  const target = `REFERENCES ${words.quote(key.table)} ${list(key.targets)}${actions.filter(Boolean).join("")}`;
  return constraint(words, key.name, `FOREIGN KEY ${list(key.columns)} ${target}`);
}

function checkOf(words: Words, table: Table, { name, column, values }: Check): string {
  const checked = table.columns[column];
  if (checked && words.checks?.(checked) === false) return "";
  return constraint(words, name, `CHECK (${words.quote(column)} IN (${values.map(literal).join(", ")}))`);
}

const createIndexes = (words: Words, name: string, table: Table): string[] =>
  indexes(table).map(({ unique, key }) => {
    const kind = unique ? "UNIQUE INDEX" : "INDEX";
    const { quote } = words;
    return `CREATE ${kind} IF NOT EXISTS ${quote(key.name)} ON ${quote(name)} ${indexed(words, table, key)}`;
  });

const indexesInside = (words: Words, table: Table): string[] =>
  indexes(table).map(
    ({ unique, key }) =>
      `${unique ? "UNIQUE KEY" : "KEY"} ${words.quote(key.name)} ${indexed(words, table, key)}`,
  );

const indexes = ({ uniqueIndexes = [], indexes: others = [] }: Table) => [
  ...uniqueIndexes.map((key) => ({ unique: true, key })),
  ...others.map((key) => ({ unique: false, key })),
];

function indexed(words: Words, table: Table, key: Key): string {
  const plain = key.columns.map((written) => written.replace(/ DESC$/, ""));
  const characters = plain.reduce((sum, name) => sum + (table.columns[name]?.length ?? 0), 0);
  const columns = key.columns.map((written, index) => {
    const name = plain[index] ?? written;
    const quoted = words.quote(name);
    const column = table.columns[name];
    const shown = column && words.indexed ? words.indexed(quoted, column, characters) : quoted;
    return written === name ? shown : `${shown} DESC`;
  });
  return `(${columns.join(", ")})${words.indexSuffix?.(key) ?? ""}`;
}

const constraint = ({ quote }: Words, name: string | undefined, body: string) =>
  name ? `CONSTRAINT ${quote(name)} ${body}` : body;

const listWith = (quote: Words["quote"]) => (columns: string[]) => `(${columns.map(quote).join(", ")})`;

export const literal = (value: string | number) =>
  typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
