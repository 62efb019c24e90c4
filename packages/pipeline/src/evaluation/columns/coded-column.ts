/** A column of texts of which each different one is kept once: row `i` holds `names[codes[i]]`. */
export class CodedColumn {
  constructor(
    readonly names: readonly string[],
    readonly codes: Uint8Array | Uint16Array | Uint32Array,
  ) {}

  static of(texts: readonly string[]): CodedColumn {
    const names = [...new Set(texts)];
    const codeOf = new Map(names.map((name, code) => [name, code]));
    return new CodedColumn(
      names,
      Uint32Array.from(texts, (text) => codeOf.get(text) as number),
    );
  }

  get length(): number {
    return this.codes.length;
  }

  at(row: number): string {
    return this.names[this.codes[row] as number] as string;
  }

  /** The given rows, in the given order. */
  take(order: Uint32Array): CodedColumn {
    const { codes } = this;
    const taken = new (codes.constructor as new (length: number) => typeof codes)(order.length);
    for (let i = 0; i < order.length; i++) taken[i] = codes[order[i] as number] as number;
    return new CodedColumn(this.names, taken);
  }
}
