import { parse } from "csv-parse/browser/esm/sync";

/** The start of a table in a text. */
export interface FirstRows {
  columns: string[];
  rows: string[][];
  /** Whether there are more rows. */
  cut: boolean;
}

/**
 * Reads the first rows of CSV or TSV; the first line names the columns.
 * @param whole false when the text ends somewhere within the file: its last line is left out then
 */
export function readTable(text: string, separator: "," | "\t", rows: number, whole: boolean): FirstRows {
  const lines = whole ? text : text.slice(0, text.lastIndexOf("\n") + 1);
  const records = parse(lines, {
    delimiter: separator,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // The heading, the rows, and one more to see whether there are any.
    to: rows + 2,
  });
  const [columns = [], ...body] = records;
  return { columns, rows: body.slice(0, rows), cut: !whole || body.length > rows };
}
