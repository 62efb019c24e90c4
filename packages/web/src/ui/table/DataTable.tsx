import { ScrollFrame } from "../ScrollFrame.js";
import { ColumnWidths } from "./ColumnWidths.js";
import { allColumns } from "./shown-columns.js";
import type { Sorting } from "./sort.js";
import classes from "./Table.module.css";
import { TableHead } from "./TableHead.js";
import { TableRow } from "./TableRow.js";
import { type TableOptions, useColumns } from "./use-columns.js";

interface Props<Row> extends TableOptions<Row> {
  sorting?: Sorting;
}

/** A table that is as long as its rows. Scrolls sideways where the page is too narrow. */
export function DataTable<Row>({ sorting, ...options }: Props<Row>) {
  const table = useColumns(options);
  const columns = allColumns(table);
  return (
    <ScrollFrame label={options.label} className={classes.frame}>
      <table className={classes.table} style={{ width: table.getTotalSize() }} aria-label={options.label}>
        <ColumnWidths columns={columns} />
        <TableHead table={table} columns={columns} sorting={sorting} arranging={options.arranging} />
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <TableRow key={row.id} table={table} row={row} columns={columns} selected={row.getIsSelected()} />
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
