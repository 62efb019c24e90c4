/** A column that there is. */
export interface TableColumn {
  table: string;
  column: string;
}

/** The names of the columns of each table. */
export function columnsByTable(rows: readonly TableColumn[]): Map<string, Set<string>> {
  const tables = new Map<string, Set<string>>();
  for (const { table, column } of rows) {
    const columns = tables.get(table) ?? new Set();
    tables.set(table, columns.add(column));
  }
  return tables;
}
