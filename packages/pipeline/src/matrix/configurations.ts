import { type Cell, cellText } from "./cell.js";

/** The cells that differ only in what is repeated over: one thing that can be selected. */
export interface CellGroup {
  /** The values that all its cells have. */
  cell: Cell;
  label: string;
  cells: Cell[];
}

/** Groups cells into configurations, in the order in which each first appears. */
export function groupCells(cells: readonly Cell[], repeatOver: readonly string[]): CellGroup[] {
  const groups = new Map<string, CellGroup>();
  for (const cell of cells) {
    const own = withoutRepeats(cell, repeatOver);
    const key = JSON.stringify(Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1)));
    const group = groups.get(key) ?? { cell: own, label: cellLabel(own), cells: [] };
    group.cells.push(cell);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** A cell without the keys that are repeated over. */
export const withoutRepeats = (cell: Cell, repeatOver: readonly string[]): Cell =>
  Object.fromEntries(Object.entries(cell).filter(([key]) => !repeatOver.includes(key)));

/** How a cell is shown: `logistic-regression c=10`. The value of `model` speaks for itself. */
export function cellLabel(cell: Cell): string {
  const parts = Object.entries(cell).map(([key, value]) =>
    key === "model" ? cellText(value) : `${key}=${cellText(value)}`,
  );
  return parts.join(" ") || "the only configuration";
}
