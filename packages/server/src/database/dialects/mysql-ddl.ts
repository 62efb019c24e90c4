import type { Column, Kind } from "../schema/table.js";
import {
  addColumn as addColumnIn,
  createTables as createTablesIn,
  indexStatements as indexStatementsIn,
  literal,
  type Words,
} from "./ddl.js";

/** InnoDB indexes so many characters of four bytes; of what is longer, the first ones of each long column. */
const INDEXED_CHARACTERS = 768;
const LONG = 500;
const PREFIX = 64;

const words: Words = {
  quote: (identifier) => `\`${identifier}\``,
  column: columnDefinition,
  indexesInside: true,
  indexed: (quoted, { length = 0 }, characters) =>
    characters > INDEXED_CHARACTERS && length >= LONG ? `${quoted}(${PREFIX})` : quoted,
};

/** The statements that make tables on MySQL and MariaDB, with the types that MLflow's have there. */
export const createTables = createTablesIn(words);

export const addColumn = addColumnIn(words);

export const indexStatements = indexStatementsIn(words);

const TYPES: Record<Kind, string> = {
  varchar: "varchar",
  text: "text",
  bigint: "bigint",
  integer: "int",
  float: "double",
  boolean: "tinyint(1)",
  json: "json",
  blob: "blob",
  date: "date",
};

/** All of a column's definition that follows its name. */
export function columnDefinition(column: Column): string {
  const { kind, length, mysql } = column;
  const parts = [mysql ?? (length === undefined ? TYPES[kind] : `${TYPES[kind]}(${length})`)];
  if (column.generated !== undefined) parts.push(`GENERATED ALWAYS AS (${column.generated}) STORED`);
  if (column.default !== undefined) parts.push(`DEFAULT ${literal(column.default)}`);
  if (!column.nullable && !mysql?.endsWith(" NULL")) parts.push("NOT NULL");
  if (column.counted) parts.push("AUTO_INCREMENT");
  return parts.join(" ");
}
