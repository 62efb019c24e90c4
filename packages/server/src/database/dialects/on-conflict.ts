import type { Replace } from "../bulk-insert.js";

/** What an insert says of keys that are there already, in the words that SQLite took from PostgreSQL. */
export function onConflict(table: string, action: "ignore" | Replace): string {
  if (action === "ignore") return "ON CONFLICT DO NOTHING";
  const { key, update, whenGreater } = action;
  const assignments = update.map((column) => `"${column}" = excluded."${column}"`).join(", ");
  const replace = `ON CONFLICT (${columnList(key)}) DO UPDATE SET ${assignments}`;
  if (!whenGreater) return replace;
  return `${replace} WHERE (${columnList(whenGreater, "excluded.")}) > (${columnList(whenGreater, `"${table}".`)})`;
}

export const columnList = (columns: readonly string[], prefix = ""): string =>
  columns.map((column) => `${prefix}"${column}"`).join(", ");
