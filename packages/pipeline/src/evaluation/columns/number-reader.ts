import { EvaluationError } from "../evaluation-error.js";
import type { Value } from "../formats/row.js";
import { CodedColumn } from "./coded-column.js";
import { type ColumnPlace, type ColumnReader, numberOf, placeOf, shown, textOf } from "./column-reader.js";
import { withRoom } from "./growing.js";

/** A text column of more different values than this is prose, and not kept. */
const MAX_VALUES = 65_536;

/** A column that does not hold numbers alone. */
export interface OtherColumn {
  /** Which value is no number, and where. */
  problem: string;
  /** Its texts; absent when nearly every one is different, as with prose. */
  texts?: CodedColumn;
}

/** Reads finite numbers. A column that holds something else is one of texts, unless it must be numbers. */
export class NumberReader implements ColumnReader {
  private numbers: Float64Array;
  private rows = 0;
  private problem: string | undefined;
  private readonly codeOf = new Map<string, number>();
  private codes = new Uint32Array(0);

  constructor(
    private readonly place: ColumnPlace,
    private readonly must: boolean,
  ) {
    this.numbers = new Float64Array(place.expected);
  }

  get size(): number {
    return this.rows * (this.problem ? this.codes : this.numbers).BYTES_PER_ELEMENT;
  }

  add(value: Value, line: number): void {
    const number = this.problem ? undefined : numberOf(value);
    if (number === undefined) {
      if (!this.problem) this.turnIntoTexts(value, line);
      this.addText(textOf(value));
      return;
    }
    this.numbers = withRoom(this.numbers, this.rows + 1);
    this.numbers[this.rows++] = number;
  }

  column(): Float64Array | OtherColumn {
    const { problem } = this;
    if (!problem) return this.numbers.subarray(0, this.rows);
    if (this.codeOf.size > MAX_VALUES) return { problem };
    return { problem, texts: new CodedColumn([...this.codeOf.keys()], this.codes.subarray(0, this.rows)) };
  }

  private turnIntoTexts(value: Value, line: number): void {
    const { name } = this.place;
    this.problem = `${placeOf(this.place, line)} has ${shown(value)} as ${name}, which is not a finite number`;
    if (this.must) throw new EvaluationError(this.problem);
    const before = this.numbers.subarray(0, this.rows);
    this.codes = new Uint32Array(this.numbers.length);
    this.numbers = new Float64Array(0);
    this.rows = 0;
    for (const number of before) this.addText(String(number));
  }

  private addText(text: string): void {
    if (this.codeOf.size > MAX_VALUES) return;
    const code = this.codeOf.get(text) ?? this.codeOf.size;
    this.codeOf.set(text, code);
    this.codes = withRoom(this.codes, this.rows + 1);
    this.codes[this.rows++] = code;
  }
}
