import { flexRender, type Row } from "@tanstack/react-table";
import classes from "./Table.module.css";

/** One row of a table. */
export function TableRow<Data>({ row, index }: { row: Row<Data>; index?: number }) {
  return (
    <tr aria-rowindex={index}>
      {row.getVisibleCells().map((cell) => {
        const { meta } = cell.column.columnDef;
        return (
          <td key={cell.id} data-align={meta?.align} data-sticky={meta?.sticky || undefined}>
            {flexRender(cell.column.columnDef.cell, cell.getContext())}
          </td>
        );
      })}
      <td className={classes.filler} />
    </tr>
  );
}
