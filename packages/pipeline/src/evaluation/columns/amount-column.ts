/** A column of labels or predictions that are amounts rather than classes. */
export class AmountColumn {
  constructor(readonly values: Float64Array) {}

  get length(): number {
    return this.values.length;
  }

  at(row: number): string {
    return String(this.values[row]);
  }

  /** The given rows, in the given order. */
  take(order: Uint32Array): AmountColumn {
    return new AmountColumn(takeNumbers(this.values, order));
  }
}

/** The numbers of the given rows, in the given order. */
export function takeNumbers(values: Float64Array, order: Uint32Array): Float64Array {
  const taken = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) taken[i] = values[order[i] as number] as number;
  return taken;
}
