/** One pass of a radix sort: stable, by a digit of 16 bits, from one array of rows into another. */
export function sortByDigit(
  rows: Uint32Array,
  sorted: Uint32Array,
  digit: (row: number) => number,
): Uint32Array {
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

/** The rows from 0, in their order. */
export function rowsUpTo(count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}
