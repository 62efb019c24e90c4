import { EvaluationError } from "../evaluation-error.js";
import type { Value } from "../formats/row.js";
import { CodedColumn } from "./coded-column.js";
import { type ColumnPlace, type ColumnReader, placeOf } from "./column-reader.js";
import { withRoom } from "./growing.js";
import { IdColumn, SAMPLE_MARK } from "./id-column.js";

// Places in the bytes of the ids are 32 bits wide.
const MAX_BYTES = 0xffff_ffff;

/** Reads ids, together with their samples where there are several rows an id. */
export class IdReader implements ColumnReader {
  private bytes: Uint8Array;
  private starts: Uint32Array;
  private rows = 0;
  private end = 0;
  /** From which row on the line of a row is how far from its number: lines and rows drift apart at empty lines. */
  private readonly drift: { row: number; lines: number }[] = [];
  private id = "";
  private sample = "";
  private halves = 0;
  private readonly codeOf = new Map<string, number>();
  private groupCodes = new Uint32Array(0);

  constructor(
    private readonly place: ColumnPlace,
    /** Whether an id may have several rows, told apart by a column `sample`. */
    readonly sampled: boolean,
  ) {
    this.bytes = new Uint8Array(place.expected * 8);
    this.starts = new Uint32Array(place.expected + 1);
  }

  get size(): number {
    return this.end + 4 * this.rows;
  }

  get length(): number {
    return this.rows;
  }

  add(value: Value, line: number): void {
    this.id = this.given("id", value, line);
    if (this.sampled) this.half(line);
    else this.append(this.id, line);
  }

  /** Reads the samples of the ids. */
  readonly samples: ColumnReader = {
    size: 0,
    add: (value, line) => {
      this.sample = this.given("sample", value, line);
      this.half(line);
    },
  };

  /** Rows of one id, where ids have several. */
  groups(): CodedColumn | undefined {
    if (!this.sampled) return undefined;
    return new CodedColumn([...this.codeOf.keys()], this.groupCodes.subarray(0, this.rows));
  }

  column(): IdColumn {
    return new IdColumn(this.bytes, this.starts.subarray(0, this.rows + 1));
  }

  /** The line that a row was read from. */
  lineOf(row: number): number {
    return row + (this.drift.findLast((from) => from.row <= row)?.lines ?? 0);
  }

  private given(name: string, value: Value, line: number): string {
    const text = value === null ? "" : String(value);
    if (text === "") throw new EvaluationError(`${placeOf(this.place, line)} has no ${name}`);
    return text;
  }

  /** A row has an id and a sample, whichever column comes first. */
  private half(line: number): void {
    this.halves++;
    if (this.halves % 2 === 1) return;
    const code = this.codeOf.get(this.id) ?? this.codeOf.size;
    this.codeOf.set(this.id, code);
    this.groupCodes = withRoom(this.groupCodes, this.rows + 1);
    this.groupCodes[this.rows] = code;
    this.append(`${this.id}${SAMPLE_MARK}${this.sample}`, line);
  }

  private append(key: string, line: number): void {
    const lines = line - this.rows;
    if (this.drift.at(-1)?.lines !== lines) this.drift.push({ row: this.rows, lines });
    // No code unit of UTF-16 takes more than three bytes of UTF-8.
    this.bytes = withRoom(this.bytes, this.end + key.length * 3);
    this.starts = withRoom(this.starts, this.rows + 2);
    this.end += this.write(key);
    if (this.end > MAX_BYTES) throw new EvaluationError(`the ids of ${this.place.path} take more than 4 GB`);
    this.rows++;
    this.starts[this.rows] = this.end;
  }

  /** Writes the text; returns how many bytes it took. */
  private write(key: string): number {
    const { bytes, end } = this;
    for (let i = 0; i < key.length; i++) {
      const unit = key.charCodeAt(i);
      if (unit > 0x7f) return Buffer.from(bytes.buffer, bytes.byteOffset).write(key, end, "utf8");
      bytes[end + i] = unit;
    }
    return key.length;
  }
}
