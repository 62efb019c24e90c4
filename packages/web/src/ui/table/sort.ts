/** A column to sort by, as the order_by language writes its key. */
export interface Sort {
  key: string;
  descending: boolean;
}

/** How a table is sorted, and what to do when another order is asked for. */
export interface Sorting {
  sort: Sort | undefined;
  onSort: (sort: Sort | undefined) => void;
}

/** Reads an order_by clause such as `metrics.accuracy DESC`; ascending when not said. */
export function readSort(clause: string): Sort {
  const match = /^(.*?)\s+(ASC|DESC)$/i.exec(clause.trim());
  if (!match) return { key: clause.trim(), descending: false };
  return { key: match[1] ?? "", descending: match[2]?.toUpperCase() === "DESC" };
}

/** Writes the order_by clause. */
export function writeSort({ key, descending }: Sort): string {
  return `${key} ${descending ? "DESC" : "ASC"}`;
}

/** What a click on a column's heading asks for: first the largest, then the smallest, then the usual order. */
export function nextSort(current: Sort | undefined, key: string): Sort | undefined {
  if (current?.key !== key) return { key, descending: true };
  return current.descending ? { key, descending: false } : undefined;
}
