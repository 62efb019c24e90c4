import { createReadStream } from "node:fs";
import { CsvError, parse } from "csv-parse";
import { EvaluationError } from "../evaluation-error.js";
import { MAX_RECORD, type RowStream, readRecords } from "./row.js";

interface CsvRecord {
  record: string[];
  /** `lines`: the line that the record ends on. */
  info: { lines: number };
}

/**
 * Opens a CSV file with a header (RFC 4180; a byte-order mark and spaces around values are skipped).
 * @throws EvaluationError
 */
export async function csvRows(path: string): Promise<RowStream> {
  const batches = csvBatches(path);
  const start = await batches.next();
  if (start.done) throw new EvaluationError(`${path} is empty`);
  const [header, ...rest] = start.value;
  const columns = header?.record ?? [];
  const read = ({ record, info }: CsvRecord) =>
    record.length === columns.length
      ? { line: info.lines, values: record }
      : {
          problem: `line ${info.lines} of ${path} has ${record.length} values, but the header has ${columns.length} columns`,
        };
  const all = async function* () {
    yield rest;
    yield* batches;
  };
  return { columns, unit: "line", rows: readRecords(all(), read) };
}

async function* csvBatches(path: string): AsyncGenerator<CsvRecord[]> {
  const file = createReadStream(path);
  const parser = parse({
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD,
  });
  file.on("error", (error) => parser.destroy(error));
  try {
    for await (const first of file.pipe(parser)) {
      const batch: CsvRecord[] = [first];
      for (let next = parser.read(); next !== null; next = parser.read()) batch.push(next);
      yield batch;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const cut = error.code === "CSV_QUOTE_NOT_CLOSED" ? "; was the file cut short?" : "";
    throw new EvaluationError(`${path} is not valid CSV: ${error.message}${cut}`);
  } finally {
    file.destroy();
  }
}
