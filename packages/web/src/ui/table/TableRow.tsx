import { type Column, createCell, flexRender, type Row, type Table } from "@tanstack/react-table";
import { type CSSProperties, memo } from "react";
import type { ShownColumns } from "./shown-columns.js";
import classes from "./Table.module.css";

/** Where a column that stays in view stays: beside the ones before it. */
export const stuckAt = <Data,>(column: Column<Data>) =>
  ({ "--stuck-at": `${column.getStart("left")}px` }) as CSSProperties;

interface Props<Data> {
  table: Table<Data>;
  row: Row<Data>;
  columns: ShownColumns<Data>;
  /** Its place among all rows, from 1. */
  index?: number;
  selected: boolean;
}

function AnyTableRow<Data>({ table, row, columns: { stuck, moving, gap }, index, selected }: Props<Data>) {
  const cellOf = (column: Column<Data>, isStuck: boolean) => (
    <td
      key={column.id}
      data-align={column.columnDef.meta?.align}
      data-sticky={isStuck || undefined}
      style={isStuck ? stuckAt(column) : undefined}
    >
      {flexRender(column.columnDef.cell, createCell(table, row, column, column.id).getContext())}
    </td>
  );
  return (
    <tr aria-rowindex={index} aria-selected={selected || undefined}>
      {stuck.map((column) => cellOf(column, true))}
      {gap > 0 && <td className={classes.filler} />}
      {moving.map((column) => cellOf(column, false))}
      <td className={classes.filler} />
    </tr>
  );
}

/** One row of a table. Drawn again only when something of its own has changed, which keeps scrolling smooth. */
export const TableRow = memo(AnyTableRow) as typeof AnyTableRow;
