import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { ColumnWidths } from "./ColumnWidths.js";
import classes from "./Table.module.css";
import { type Sorting, TableHead } from "./TableHead.js";
import { TableRow } from "./TableRow.js";
import { type TableOptions, useColumns } from "./use-columns.js";

const ROW_HEIGHT = 32;
/** How many rows before the end the next page is asked for. */
const AHEAD = 40;

interface Props<Row> extends TableOptions<Row> {
  sorting?: Sorting;
  /** Called when the end of the rows comes near. */
  onEnd: () => void;
  /** What stands below the last row. */
  footer?: ReactNode;
}

/** A table that fills its place and draws only the rows in view. */
export function VirtualTable<Row>({ sorting, onEnd, footer, ...options }: Props<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const table = useColumns(options);
  const { rows } = table.getRowModel();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 16,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - AHEAD) onEnd();
  }, [last, rows.length, onEnd]);
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        className={classes.table}
        style={{ width: table.getTotalSize() }}
        aria-label={options.label}
        aria-rowcount={rows.length}
      >
        <ColumnWidths table={table} />
        <TableHead table={table} sorting={sorting} />
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {items.map((item) => {
            const row = rows[item.index];
            return row && <TableRow key={row.id} row={row} index={item.index + 1} />;
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
      {footer}
    </div>
  );
}
