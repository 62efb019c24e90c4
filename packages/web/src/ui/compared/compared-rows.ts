/** What one of the compared things has for a key: a measured number, a text, or nothing. */
export type Cell = number | string | undefined;

/** One key over all that is compared. */
export interface ComparedRow {
  key: string;
  /** One for each thing, in their order. */
  cells: readonly Cell[];
  /** Whether any differs from another in it. */
  differs: boolean;
}

/** The rows of one kind. */
export interface ComparedGroup {
  title: string;
  rows: readonly ComparedRow[];
}

/** The rows of what is read from each thing, every key that any of them has. */
export function comparedRows<Thing>(
  things: readonly Thing[],
  read: (thing: Thing) => ReadonlyMap<string, Cell>,
  order: "by name" | "as given" = "by name",
): ComparedRow[] {
  const values = things.map(read);
  const keys = [...new Set(values.flatMap((one) => [...one.keys()]))];
  if (order === "by name") keys.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return keys.map((key) => {
    const cells = values.map((one) => one.get(key));
    // NaN is the same as NaN here.
    return { key, cells, differs: cells.some((cell) => !Object.is(cell, cells[0])) };
  });
}
