import type { IdColumn } from "./id-column.js";
import { rowsUpTo, sortByDigit } from "./sort-by-digit.js";

/** Whether rows already are in the order of {@link idOrder}. */
export function isOrdered(ids: IdColumn): boolean {
  for (let row = 1; row < ids.length; row++) {
    if (ids.compare(row - 1, ids, row) > 0) return false;
  }
  return true;
}

/**
 * The one order of rows that their ids determine, whatever order they were written in: by the hash of the id, then
 * by its text. By hash, because ten million numbers are sorted in a second, digit by digit, and texts are not.
 */
export function idOrder(ids: IdColumn): Uint32Array {
  // Hashes are computed again and again: to keep them would take a fifth more memory.
  const rows = rowsUpTo(ids.length);
  const byLowDigit = sortByDigit(rows, new Uint32Array(ids.length), (row) => ids.hash(row) & 0xffff);
  const order = sortByDigit(byLowDigit, rows, (row) => ids.hash(row) >>> 16);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    const hash = ids.hash(order[start] as number);
    while (end < order.length && ids.hash(order[end] as number) === hash) end++;
    if (end > start + 1) order.subarray(start, end).sort((a, b) => ids.compareTexts(a, ids, b));
    start = end;
  }
  return order;
}
