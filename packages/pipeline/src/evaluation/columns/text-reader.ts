import { EvaluationError } from "../evaluation-error.js";
import type { Value } from "../formats/row.js";
import { AmountColumn } from "./amount-column.js";
import { CodedColumn } from "./coded-column.js";
import { type ColumnPlace, type ColumnReader, numberOf, placeOf, shown, textOf } from "./column-reader.js";
import { withRoom } from "./growing.js";

/** A column of more different numbers than this holds amounts, not classes. */
export const MAX_NUMERIC_CLASSES = 65_536;
/** More different texts than this are no classes and no groups. */
const MAX_TEXTS = 4_194_304;

/** Reads texts, of which none may be missing; many different numbers become amounts, where they may. */
export class TextReader implements ColumnReader {
  private readonly codeOf = new Map<string, number>();
  private codes: Uint8Array | Uint16Array | Uint32Array;
  private amounts: Float64Array | undefined;
  private onlyNumbers: boolean;
  private rows = 0;

  /** @param mayBeAmounts whether the numbers are kept rather than their texts when there are many different ones */
  constructor(
    private readonly place: ColumnPlace,
    mayBeAmounts: boolean,
  ) {
    this.codes = new Uint8Array(place.expected);
    this.onlyNumbers = mayBeAmounts;
  }

  get size(): number {
    return this.rows * (this.amounts ?? this.codes).BYTES_PER_ELEMENT;
  }

  add(value: Value, line: number): void {
    const text = textOf(value);
    if (text === "" || text.toLowerCase() === "nan") {
      throw new EvaluationError(`${placeOf(this.place, line)} has no ${this.place.name}: ${shown(value)}`);
    }
    if (this.amounts) this.addAmount(text, line);
    else this.addText(text);
  }

  column(): CodedColumn | AmountColumn {
    return this.amounts ? new AmountColumn(this.amounts.subarray(0, this.rows)) : this.coded();
  }

  coded(): CodedColumn {
    return new CodedColumn([...this.codeOf.keys()], this.codes.subarray(0, this.rows));
  }

  private addText(text: string): void {
    let code = this.codeOf.get(text);
    if (code === undefined) {
      code = this.codeOf.size;
      this.codeOf.set(text, code);
      if (numberOf(text) === undefined) this.onlyNumbers = false;
      if (code === 0x100) this.codes = Uint16Array.from(this.codes);
      if (code === 0x1_0000) this.codes = Uint32Array.from(this.codes);
      if (code === MAX_TEXTS) throw this.tooMany();
    }
    this.codes = withRoom(this.codes, this.rows + 1);
    this.codes[this.rows++] = code;
    if (this.onlyNumbers && code === MAX_NUMERIC_CLASSES) this.turnIntoAmounts();
  }

  private turnIntoAmounts(): void {
    const numbers = Float64Array.from(this.codeOf.keys(), Number);
    this.amounts = new Float64Array(Math.max(this.codes.length, this.rows));
    for (let row = 0; row < this.rows; row++) {
      this.amounts[row] = numbers[this.codes[row] as number] as number;
    }
    this.codes = new Uint8Array(0);
    this.codeOf.clear();
  }

  private addAmount(text: string, line: number): void {
    const number = numberOf(text);
    if (number === undefined) {
      const { name } = this.place;
      throw new EvaluationError(
        `${placeOf(this.place, line)} has ${shown(text)} as ${name}, but the lines before it have ${MAX_NUMERIC_CLASSES.toLocaleString("en")} different numbers: one column cannot hold amounts and names`,
      );
    }
    this.amounts = withRoom(this.amounts as Float64Array, this.rows + 1);
    this.amounts[this.rows++] = number;
  }

  private tooMany(): EvaluationError {
    const { path, name } = this.place;
    return new EvaluationError(
      `the ${name} of ${path} has more than ${MAX_TEXTS.toLocaleString("en")} different texts`,
    );
  }
}
