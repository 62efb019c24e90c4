import type { Table } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useMemo } from "react";
import type { ShownColumns } from "./shown-columns.js";

/** How many columns beyond the ones in view are drawn, so that scrolling finds them there. */
const OVERSCAN = 3;

/** The columns of a table that are in view, and a few beside them. */
export function useColumnsInView<Row>(
  table: Table<Row>,
  scroller: RefObject<HTMLElement | null>,
): ShownColumns<Row> {
  const stuck = table.getLeftLeafColumns();
  const others = table.getCenterLeafColumns();
  const { columnSizing } = table.getState();
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: others.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => others[index]?.getSize() ?? 0,
    getItemKey: (index) => others[index]?.id ?? index,
    paddingStart: table.getLeftTotalSize(),
    overscan: OVERSCAN,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns, or other widths, are other places.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, others, columnSizing]);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns read their widths from there.
  return useMemo(() => {
    const gap = others.slice(0, first).reduce((sum, column) => sum + column.getSize(), 0);
    return { stuck, moving: others.slice(first, last + 1), gap };
  }, [stuck, others, first, last, columnSizing]);
}
