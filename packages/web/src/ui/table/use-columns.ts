import {
  type ColumnDef,
  functionalUpdate,
  getCoreRowModel,
  type RowData,
  type Table,
  useReactTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { type Selection, selectColumn } from "./select-column.js";

declare module "@tanstack/react-table" {
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Numbers stand to the right. */
    align?: "right";
    /** The key by which the server sorts this column; without it the column cannot be sorted. */
    orderBy?: string;
    /** Stays in view while the other columns scroll. */
    sticky?: boolean;
    /** The whole name of a column, for a heading that is cut short. */
    title?: string;
    /** Never used: keeps the parameters of the declaration that this one extends. */
    row?: TData | TValue;
  }
}

/** What every table of the kit takes. */
export interface TableOptions<Row> {
  /** What the rows are, for assistive technology. */
  label: string;
  // Columns of one table hold values of many types; each column knows its own.
  columns: readonly ColumnDef<Row>[];
  rows: readonly Row[];
  /** What tells a row from the others; its place, when not given. */
  rowId?: (row: Row) => string;
  /** Lets rows be chosen; `nameOf` names a row's box. */
  selection?: Selection & { nameOf: (row: Row) => string };
}

/** The model behind a table: columns and rows, in the order in which the server gave them. */
export function useColumns<Row>({ columns, rows, rowId, selection }: TableOptions<Row>): Table<Row> {
  const nameOf = selection?.nameOf;
  const all = useMemo(() => (nameOf ? [selectColumn(nameOf), ...columns] : columns), [nameOf, columns]);
  const rowSelection = Object.fromEntries((selection?.ids ?? []).map((id) => [id, true]));
  return useReactTable({
    columns: all as ColumnDef<Row>[],
    data: rows as Row[],
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
    enableRowSelection: selection !== undefined,
    state: { rowSelection },
    onRowSelectionChange: (change) => {
      const next = functionalUpdate(change, rowSelection);
      selection?.onChange(Object.keys(next).filter((id) => next[id]));
    },
  });
}
