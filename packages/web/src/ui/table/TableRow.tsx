import { type Column, flexRender, type Row } from "@tanstack/react-table";
import classes from "./Table.module.css";

/** Where a column that stays in view stays: beside the ones before it. */
export const stuckAt = <Data,>(column: Column<Data>) =>
  column.columnDef.meta?.sticky ? { left: column.getStart() } : undefined;

/** One row of a table. */
export function TableRow<Data>({ row, index }: { row: Row<Data>; index?: number }) {
  return (
    <tr aria-rowindex={index} aria-selected={row.getIsSelected() || undefined}>
      {row.getVisibleCells().map((cell) => {
        const { meta } = cell.column.columnDef;
        return (
          <td
            key={cell.id}
            data-align={meta?.align}
            data-sticky={meta?.sticky || undefined}
            style={stuckAt(cell.column)}
          >
            {flexRender(cell.column.columnDef.cell, cell.getContext())}
          </td>
        );
      })}
      <td className={classes.filler} />
    </tr>
  );
}
