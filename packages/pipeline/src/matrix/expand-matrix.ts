import { type Cell, type CellValue, type MatrixSpec, sameValue } from "./cell.js";

/** The axes of a matrix: every key but the two that add and take away. */
export function axesOf(matrix: MatrixSpec): Record<string, CellValue[]> {
  const { include, exclude, ...axes } = matrix;
  return axes;
}

/** Whether a cell has every value that an entry of `exclude` names. */
export const matches = (cell: Cell, entry: Cell): boolean =>
  Object.entries(entry).every(([key, value]) => {
    const own = cell[key];
    return own !== undefined && sameValue(own, value);
  });

/** Every combination of the axes, in their order, before anything is excluded or included. */
export function combinations(axes: Record<string, CellValue[]>): Cell[] {
  const names = Object.keys(axes);
  if (names.length === 0) return [];
  return names.reduce<Cell[]>(
    (cells, name) => cells.flatMap((cell) => (axes[name] ?? []).map((value) => ({ ...cell, [name]: value }))),
    [{}],
  );
}

/**
 * The cells of a matrix, with the meaning that GitHub Actions gives it: all combinations, without those that
 * match an entry of `exclude`; then each entry of `include` is added to every combination whose own values it
 * would not overwrite, or becomes a cell of its own when there is none.
 * No matrix at all is one empty cell.
 */
export function expandMatrix(matrix: MatrixSpec | undefined): Cell[] {
  if (!matrix) return [{}];
  const axes = axesOf(matrix);
  const originals = combinations(axes).filter(
    (cell) => !(matrix.exclude ?? []).some((entry) => matches(cell, entry)),
  );
  const cells = originals.map((cell) => ({ ...cell }));
  const added: Cell[] = [];
  for (const entry of matrix.include ?? []) {
    const onAxes = Object.fromEntries(Object.entries(entry).filter(([key]) => Object.hasOwn(axes, key)));
    const receivers = cells.filter((_, index) => matches(originals[index] ?? {}, onAxes));
    if (receivers.length === 0) added.push({ ...entry });
    for (const cell of receivers) Object.assign(cell, entry);
  }
  return [...cells, ...added];
}
