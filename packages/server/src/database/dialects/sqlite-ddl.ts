import type { Column } from "../schema/table.js";
import { addColumn as addColumnIn, createTables as createTablesIn, literal, type Words } from "./ddl.js";

const words: Words = {
  quote: (identifier) => `"${identifier}"`,
  column: columnDefinition,
  // SQLite takes AUTOINCREMENT only in the column's own definition.
  keyInColumn: ({ columns }) => Object.values(columns).some((column) => column.counted === "forever"),
  suffix: (table) => (table.clustered ? " WITHOUT ROWID" : ""),
};

/** The statements that make tables on SQLite. */
export const createTables = createTablesIn(words);

export const addColumn = addColumnIn(words);

/** All of a column's definition that follows its name. */
export function columnDefinition(column: Column): string {
  const parts: string[] = [typeName(column)];
  if (column.counted === "forever") return "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
  if (column.generated !== undefined) parts.push(`GENERATED ALWAYS AS (${column.generated}) STORED`);
  if (column.default !== undefined) parts.push(`DEFAULT ${literal(column.default)}`);
  if (!column.nullable) parts.push("NOT NULL");
  return parts.join(" ");
}

// Only an INTEGER key is counted up.
const typeName = ({ kind, length, counted }: Column): string =>
  counted ? "INTEGER" : kind === "varchar" ? `VARCHAR(${length})` : kind.toUpperCase();
