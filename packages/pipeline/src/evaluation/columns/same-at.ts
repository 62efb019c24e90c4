import { AmountColumn } from "./amount-column.js";
import { CodedColumn } from "./coded-column.js";

type Column = CodedColumn | AmountColumn;

/** Whether two columns hold the same in a row. */
export function sameAt(own: Column, other: Column): (row: number) => boolean {
  if (own instanceof CodedColumn && other instanceof CodedColumn) {
    const codeOf = new Map(own.names.map((text, code) => [text, code]));
    const ownCodeOf = Int32Array.from(other.names, (text) => codeOf.get(text) ?? -1);
    return (row) => own.codes[row] === ownCodeOf[other.codes[row] as number];
  }
  if (own instanceof AmountColumn && other instanceof AmountColumn) {
    return (row) => own.values[row] === other.values[row];
  }
  return (row) => own.at(row) === other.at(row);
}
