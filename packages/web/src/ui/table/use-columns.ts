import {
  type ColumnDef,
  functionalUpdate,
  getCoreRowModel,
  type RowData,
  type Table,
  useReactTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { type Arranging, NARROWEST, shownOrder, WIDEST } from "./column-layout.js";
import { type Selection, selectColumn } from "./select-column.js";

declare module "@tanstack/react-table" {
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Numbers stand to the right. */
    align?: "right";
    /** The key by which the server sorts this column; without it the column cannot be sorted. */
    orderBy?: string;
    /** Stays in view while the other columns scroll. */
    sticky?: boolean;
    /** What stands over a column and its neighbours of the same group. */
    group?: string;
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
  /** Lets rows be chosen; `nameOf` names a row's box, and is undefined for a row that cannot be chosen. */
  selection?: Selection & { nameOf: (row: Row) => string | undefined };
  /** Lets columns be moved, pinned, hidden and resized. */
  arranging?: Arranging;
}

/** The model behind a table: columns and rows, in the order in which the server gave them. */
export function useColumns<Row>(options: TableOptions<Row>): Table<Row> {
  const { columns, rows, rowId, selection, arranging } = options;
  const nameOf = selection?.nameOf;
  const all = useMemo(() => (nameOf ? [selectColumn(nameOf), ...columns] : [...columns]), [nameOf, columns]);
  const layout = useMemo(() => layoutOf(all, arranging), [all, arranging]);
  const rowSelection = Object.fromEntries((selection?.ids ?? []).map((id) => [id, true]));
  return useReactTable({
    columns: all as ColumnDef<Row>[],
    data: rows as Row[],
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
    defaultColumn: { minSize: 24, maxSize: WIDEST },
    enableRowSelection: nameOf ? (row) => nameOf(row.original) !== undefined : false,
    enableColumnResizing: arranging !== undefined,
    columnResizeMode: "onEnd",
    state: { rowSelection, ...layout },
    onColumnSizingChange: (change) => {
      const next = functionalUpdate(change, { ...arranging?.widths });
      const widths = Object.entries(next).map(([id, width]) => [id, Math.round(Math.max(NARROWEST, width))]);
      arranging?.onChange({ widths: Object.fromEntries(widths) });
    },
    onRowSelectionChange: (change) => {
      const next = functionalUpdate(change, rowSelection);
      selection?.onChange(Object.keys(next).filter((id) => next[id]));
    },
  });
}

function layoutOf<Row>(columns: readonly ColumnDef<Row>[], arranging: Arranging | undefined) {
  const stuck = columns.filter(({ meta }) => meta?.sticky).flatMap(({ id }) => id ?? []);
  if (!arranging) return { columnPinning: { left: stuck } };
  const order = shownOrder(arranging);
  return {
    columnPinning: { left: [...stuck, ...order.slice(0, arranging.pinned.length)] },
    columnOrder: order,
    columnSizing: { ...arranging.widths },
  };
}
