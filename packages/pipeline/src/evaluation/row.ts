import { EvaluationError } from "./predictions.js";

/** What a file may hold in one place. */
export type Value = string | number | boolean | null;

/** One row of a file as it was written. */
export interface Row {
  /** Counted from 1. */
  line: number;
  /** A value for each of the columns, in their order. */
  values: readonly Value[];
}

/** The columns of a file and its rows, read as they are asked for. */
export interface RowStream {
  columns: readonly string[];
  rows: AsyncIterable<Row>;
}

/**
 * Yields what `read` makes of each record, and throws what it finds wrong with one. A fault in the last record is
 * told as what it likely is: a file that was cut short.
 */
export async function* readRecords<Record>(
  records: AsyncIterable<Record>,
  read: (record: Record) => Row | { problem: string } | undefined,
): AsyncGenerator<Row> {
  let problem: string | undefined;
  for await (const record of records) {
    if (problem) throw new EvaluationError(problem);
    const row = read(record);
    if (row && "problem" in row) problem = row.problem;
    else if (row) yield row;
  }
  if (problem) throw new EvaluationError(`${problem}; it is the last line: was the file cut short?`);
}
