/** Any JSON value: what an axis of a matrix may list. */
export type CellValue = string | number | boolean | null | CellValue[] | { [key: string]: CellValue };

/** One combination of a matrix: a value for each key. */
export type Cell = Record<string, CellValue>;

/** A matrix as it is written: axes, and the two lists that add and take away. */
export type MatrixSpec = { include?: Cell[]; exclude?: Cell[] } & { [axis: string]: CellValue[] };

/** A value of a cell as it is recorded in a tag and shown: text as it is, anything else as JSON. */
export const cellText = (value: CellValue): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** Every value of a cell as text. */
export const cellTexts = (cell: Cell): Record<string, string> =>
  Object.fromEntries(Object.entries(cell).map(([key, value]) => [key, cellText(value)]));

/** Whether two values are the same, whatever the order of keys. */
export function sameValue(a: CellValue, b: CellValue): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  const other = new Map(right);
  return (
    left.length === right.length &&
    left.every(([key, value]) => {
      const match = other.get(key);
      return match !== undefined && sameValue(value, match);
    })
  );
}
