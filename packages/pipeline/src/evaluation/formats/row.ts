import { EvaluationError } from "../evaluation-error.js";

/** What a file may hold in one place. */
export type Value = string | number | boolean | null;

/** One row of a file as it was written. */
export interface Row {
  /** Counted from 1. */
  line: number;
  /** A value for each of the columns, in their order. */
  values: readonly Value[];
}

/** The columns of a file and its rows, read as they are asked for, many at once. */
export interface RowStream {
  columns: readonly string[];
  /** What rows are counted in: lines of text, or rows of a table. */
  unit: "line" | "row";
  /** How many rows there are, when the file says so. */
  count?: number;
  rows: AsyncIterable<readonly Row[]>;
}

/**
 * Yields what `read` makes of each record, and throws what it finds wrong with one. A fault in the last record is
 * told as what it likely is: a file that was cut short.
 */
export async function* readRecords<Record>(
  batches: AsyncIterable<readonly Record[]>,
  read: (record: Record) => Row | { problem: string },
): AsyncGenerator<Row[]> {
  let problem: string | undefined;
  for await (const batch of batches) {
    const rows: Row[] = [];
    for (const record of batch) {
      if (problem) throw new EvaluationError(problem);
      const row = read(record);
      if ("problem" in row) problem = row.problem;
      else rows.push(row);
    }
    yield rows;
  }
  if (problem) throw new EvaluationError(`${problem}; it is the last line: was the file cut short?`);
}

/** The longest line or record that is read, in bytes. */
export const MAX_RECORD = 16 * 1024 * 1024;
