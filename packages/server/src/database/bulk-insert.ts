/** Rows of one kind that are written many at a time. */
export interface BulkInsert {
  table: string;
  /** Columns that are the same in all rows of a call. */
  fixed: readonly string[];
  /** Columns of each row. */
  columns: readonly string[];
  /** What happens to a row whose key is there already. */
  onConflict: "ignore" | Replace;
}

export interface Replace {
  key: readonly string[];
  update: readonly string[];
  /** Replace only when these columns, compared in this order, are greater than those of the row that is there. */
  whenGreater?: readonly string[];
}

/** A row's values in the order of {@link BulkInsert.columns}. */
export type BulkRow = readonly (string | number | bigint | null)[];
