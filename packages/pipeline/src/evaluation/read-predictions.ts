import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { collectPredictions } from "./collect-predictions.js";
import { EvaluationError } from "./evaluation-error.js";
import { csvRows } from "./formats/csv-rows.js";
import { jsonRows } from "./formats/json-rows.js";
import { parquetRows } from "./formats/parquet-rows.js";
import type { RowStream } from "./formats/row.js";
import type { Predictions } from "./predictions.js";

const FORMATS: Record<string, (path: string) => Promise<RowStream>> = {
  ".csv": csvRows,
  ".jsonl": jsonRows,
  ".ndjson": jsonRows,
  ".parquet": parquetRows,
};

/** Few rows are shorter than this, in bytes. */
const SHORT_ROW = 24;
/** For how many rows there is room from the start; the columns of larger files grow. */
const FIRST_ROOM = 16_777_216;

/**
 * Reads what an evaluate command wrote: `id`, optional `sample` and `group`, and `label, prediction[, score |
 * score.<class>]` or any numeric columns, as CSV, Parquet, or one JSON object a line.
 * @throws EvaluationError that says what is wrong with the file, and where.
 */
export async function readPredictions(path: string): Promise<Predictions> {
  const extension = extname(path).toLowerCase();
  const open = FORMATS[extension];
  if (!open) {
    const known = Object.keys(FORMATS).join(", ");
    throw new EvaluationError(`cannot read ${path}: "${extension}" is no known format; known are ${known}`);
  }
  try {
    const stream = await open(path);
    // Room that is never written to costs nothing; too little means copying.
    const rows = stream.count ?? Math.ceil((await stat(path)).size / SHORT_ROW);
    return await collectPredictions(path, stream, Math.min(rows, FIRST_ROOM));
  } catch (error) {
    throw isSystemError(error) ? new EvaluationError(`cannot read ${path}: ${reason(error)}`) : error;
  }
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "syscall" in error;

const REASONS: Record<string, string> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "permission denied",
};

const reason = ({ code = "", message }: NodeJS.ErrnoException): string => REASONS[code] ?? message;
