import type { IdColumn } from "./id-column.js";

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
  const hashes = new Uint32Array(ids.length);
  const rows = new Uint32Array(ids.length);
  for (let row = 0; row < ids.length; row++) {
    hashes[row] = ids.hash(row);
    rows[row] = row;
  }
  const byLowDigit = sortByDigit(
    rows,
    new Uint32Array(ids.length),
    (row) => (hashes[row] as number) & 0xffff,
  );
  const order = sortByDigit(byLowDigit, rows, (row) => (hashes[row] as number) >>> 16);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && hashes[order[end] as number] === hashes[order[start] as number]) end++;
    if (end > start + 1) order.subarray(start, end).sort((a, b) => ids.compareTexts(a, ids, b));
    start = end;
  }
  return order;
}

/** One pass of a radix sort: stable, by a digit of 16 bits, from one array into another. */
function sortByDigit(rows: Uint32Array, sorted: Uint32Array, digit: (row: number) => number): Uint32Array {
  const starts = new Uint32Array(0x1_0001);
  for (const row of rows) {
    const next = digit(row) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  for (const row of rows) {
    const at = digit(row);
    const place = starts[at] as number;
    sorted[place] = row;
    starts[at] = place + 1;
  }
  return sorted;
}
