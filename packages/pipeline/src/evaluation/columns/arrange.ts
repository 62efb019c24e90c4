type Values = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * Puts the values of columns in a new order where they lie, cycle by cycle: of ten million rows a second copy of a
 * single column would be 80 MB.
 * @param order which row comes to each place, all rows once
 */
export function arrange(columns: readonly Values[], order: Uint32Array): void {
  const done = new Uint8Array(order.length);
  for (const column of columns) {
    done.fill(0);
    for (let start = 0; start < order.length; start++) {
      if (done[start] === 1) continue;
      const first = column[start] as number;
      let place = start;
      for (let from = order[place] as number; from !== start; from = order[place] as number) {
        column[place] = column[from] as number;
        done[place] = 1;
        place = from;
      }
      column[place] = first;
      done[place] = 1;
    }
  }
}
