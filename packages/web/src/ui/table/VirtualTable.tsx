import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { ColumnWidths } from "./ColumnWidths.js";
import type { Sorting } from "./sort.js";
import classes from "./Table.module.css";
import { TableHead } from "./TableHead.js";
import { TableRow } from "./TableRow.js";
import { type TableOptions, useColumns } from "./use-columns.js";
import { useColumnsInView } from "./use-columns-in-view.js";

const ROW_HEIGHT = 32;
/** How many rows before the end the next page is asked for. */
const AHEAD = 100;

/** What of a table is in view. */
interface InView {
  /** The places of the first and the last row, from 0. */
  rows: readonly [number, number];
  /** Columns by id. */
  columns: readonly string[];
}

interface Props<Row> extends TableOptions<Row> {
  sorting?: Sorting;
  /** Called when the end of the rows comes near. */
  onEnd: () => void;
  /** Called when other rows or columns are in view. */
  onView?: (view: InView) => void;
  /** Further entries of the menu of a column. */
  menuOf?: (id: string) => ReactNode;
  /** What stands below the last row. */
  footer?: ReactNode;
}

/** A table that fills its place and draws only the rows and columns in view. */
export function VirtualTable<Row>({ sorting, onEnd, onView, menuOf, footer, ...options }: Props<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const table = useColumns(options);
  const columns = useColumnsInView(table, scroller);
  const { rows } = table.getRowModel();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - AHEAD) onEnd();
  }, [last, rows.length, onEnd]);
  useEffect(() => {
    onView?.({ rows: [first, last], columns: [...columns.stuck, ...columns.moving].map(({ id }) => id) });
  }, [first, last, columns, onView]);
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        className={classes.table}
        style={{ width: table.getTotalSize() }}
        aria-label={options.label}
        aria-rowcount={rows.length}
        aria-colcount={table.getVisibleLeafColumns().length}
      >
        <ColumnWidths columns={columns} />
        <TableHead
          table={table}
          columns={columns}
          sorting={sorting}
          arranging={options.arranging}
          menuOf={menuOf}
        />
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {items.map(({ index }) => {
            const row = rows[index];
            if (!row) return null;
            const selected = row.getIsSelected();
            return (
              <TableRow
                key={row.id}
                table={table}
                row={row}
                columns={columns}
                index={index + 1}
                selected={selected}
              />
            );
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
      {footer}
    </div>
  );
}
