import { type ColumnDef, getCoreRowModel, type Table, useReactTable } from "@tanstack/react-table";

/** What every table of the kit takes. */
export interface TableOptions<Row> {
  /** What the rows are, for assistive technology. */
  label: string;
  // Columns of one table hold values of many types; each column knows its own.
  columns: readonly ColumnDef<Row>[];
  rows: readonly Row[];
  /** What tells a row from the others; its place, when not given. */
  rowId?: (row: Row) => string;
}

/** The model behind a table: columns and rows, in the order in which the server gave them. */
export function useColumns<Row>({ columns, rows, rowId }: TableOptions<Row>): Table<Row> {
  return useReactTable({
    columns: columns as ColumnDef<Row>[],
    data: rows as Row[],
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
  });
}
