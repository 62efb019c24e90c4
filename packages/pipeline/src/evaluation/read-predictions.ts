import { extname } from "node:path";
import { collectPredictions } from "./collect-predictions.js";
import { csvRows } from "./csv-rows.js";
import { jsonRows } from "./json-rows.js";
import { EvaluationError, type Predictions } from "./predictions.js";
import type { RowStream } from "./row.js";

const FORMATS: Record<string, (path: string) => Promise<RowStream>> = {
  ".csv": csvRows,
  ".jsonl": jsonRows,
  ".ndjson": jsonRows,
};

/**
 * Reads what an evaluate command wrote: `id`, optional `group`, and `label, prediction[, score | score.<class>]`
 * or any numeric columns, as CSV or as one JSON object a line.
 * @throws EvaluationError that says what is wrong with the file, and where.
 */
export async function readPredictions(path: string): Promise<Predictions> {
  const extension = extname(path).toLowerCase();
  const open = FORMATS[extension];
  if (!open) {
    const known = Object.keys(FORMATS).join(", ");
    const what =
      extension === ".parquet" ? "Parquet is not read in this version" : `"${extension}" is no known format`;
    throw new EvaluationError(`cannot read ${path}: ${what}; known are ${known}`);
  }
  try {
    return await collectPredictions(path, await open(path));
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
