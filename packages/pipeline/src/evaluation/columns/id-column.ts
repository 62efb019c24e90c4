/** Stands between an id and its sample, which no id holds. */
export const SAMPLE_MARK = "\u0000";

/**
 * Ids as the bytes of their UTF-8 text, one after the other: ten million strings would take gigabytes.
 * Row `i` is the text from `starts[at]` to `starts[at + 1]`, where `at` is `order[i]`, or `i` without an order.
 */
export class IdColumn {
  constructor(
    private readonly bytes: Uint8Array,
    private readonly starts: Uint32Array,
    private readonly order?: Uint32Array,
  ) {}

  static of(ids: readonly string[]): IdColumn {
    const texts = ids.map((id) => Buffer.from(id));
    const starts = new Uint32Array(ids.length + 1);
    texts.forEach((text, row) => {
      starts[row + 1] = (starts[row] as number) + text.length;
    });
    return new IdColumn(Buffer.concat(texts), starts);
  }

  get length(): number {
    return this.order?.length ?? this.starts.length - 1;
  }

  /** The id of a row; with the sample, where an id has several. */
  at(row: number): string {
    return this.key(row).replace(SAMPLE_MARK, ", sample ");
  }

  /** The id of a row without its sample. */
  idAt(row: number): string {
    return this.key(row).split(SAMPLE_MARK, 1)[0] as string;
  }

  /** The given rows, in the given order. */
  take(order: Uint32Array): IdColumn {
    const before = this.order;
    const places = before ? order.map((row) => before[row] as number) : order;
    return new IdColumn(this.bytes, this.starts, places);
  }

  /** 32 bits that the text of a row determines: FNV-1a (Fowler, Noll, Vo). */
  hash(row: number): number {
    const [start, end] = [this.start(row), this.end(row)];
    let hash = 0x811c_9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ (this.bytes[i] as number), 0x0100_0193);
    return hash >>> 0;
  }

  /** Compares a row with a row of another column: by hash, then by text. Negative, 0 or positive. */
  compare(row: number, other: IdColumn, otherRow: number): number {
    const byHash = this.hash(row) - other.hash(otherRow);
    return byHash === 0 ? this.compareTexts(row, other, otherRow) : byHash;
  }

  /** Compares texts byte by byte. */
  compareTexts(row: number, other: IdColumn, otherRow: number): number {
    const [start, otherStart] = [this.start(row), other.start(otherRow)];
    const [length, otherLength] = [this.end(row) - start, other.end(otherRow) - otherStart];
    for (let i = 0; i < Math.min(length, otherLength); i++) {
      const difference = (this.bytes[start + i] as number) - (other.bytes[otherStart + i] as number);
      if (difference !== 0) return difference;
    }
    return length - otherLength;
  }

  private key(row: number): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString(
      "utf8",
      this.start(row),
      this.end(row),
    );
  }

  private start(row: number): number {
    return this.starts[this.order ? (this.order[row] as number) : row] as number;
  }

  private end(row: number): number {
    return this.starts[(this.order ? (this.order[row] as number) : row) + 1] as number;
  }
}
