import type { Table } from "./report.js";

/** Rows that a report shows of one table at most. */
const MOST_ROWS = 20;

type Row = Table["rows"][number];

/** A table; `#` before the name of a column marks figures. Rows beyond what a reader takes in are left out. */
export function table(columns: readonly string[], rows: readonly Row[]): Table {
  return {
    columns: columns.map((name) => ({ name: name.replace(/^#/, ""), numeric: name.startsWith("#") })),
    rows: rows.slice(0, MOST_ROWS),
    more: Math.max(0, rows.length - MOST_ROWS),
  };
}

export const row = (cells: string[], marked = false): Row => ({ cells, marked });
