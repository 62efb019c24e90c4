import type { FileMetaData } from "hyparquet";
import { EvaluationError } from "../evaluation-error.js";
import { flatEntries } from "./flat-entries.js";
import type { Row, RowStream, Value } from "./row.js";

/** How many rows are handed on at once. */
const BATCH = 8192;
/** How many rows are in memory as single values at once. */
const PART = 131_072;

/** Where the values of a column lie: a column of the table, or one field of its objects. */
interface Place {
  name: string;
  column: string;
  field?: string;
}

/**
 * Opens a Parquet file; a column of structs, such as `score`, is one column for each of its fields. One row group, or a
 * part of it, is in memory at a time.
 * @throws EvaluationError
 */
export async function parquetRows(path: string): Promise<RowStream> {
  // Loaded only here: few people's files are Parquet.
  const { asyncBufferFromFile, parquetMetadataAsync } = await import("hyparquet");
  const file = await asyncBufferFromFile(path);
  if (file.byteLength === 0) throw new EvaluationError(`${path} is empty`);
  const metadata = await parquetMetadataAsync(file).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const count = Number(metadata.num_rows);
  if (count === 0) throw new EvaluationError(`${path} has columns but no rows`);
  const groups = groupsOf(path, metadata);
  const first = await groups.next();
  const places = first.done ? [] : placesOf(first.value.columns);
  const all = async function* () {
    if (!first.done) yield* batches(path, places, first.value);
    for await (const group of groups) yield* batches(path, places, group);
  };
  return { columns: places.map(({ name }) => name), unit: "row", count, rows: all() };
}

/** Some rows of a table, column by column. */
interface RowGroup {
  start: number;
  length: number;
  columns: ReadonlyMap<string, ArrayLike<unknown>>;
}

async function* groupsOf(path: string, metadata: FileMetaData): AsyncGenerator<RowGroup> {
  const { asyncBufferFromFile, parquetRead } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  const file = await asyncBufferFromFile(path);
  for (const { start, length } of partsOf(metadata)) {
    const columns = new Map<string, unknown[]>();
    try {
      await parquetRead({
        file,
        metadata,
        compressors,
        rowStart: start,
        rowEnd: start + length,
        onChunk: ({ columnName, columnData, rowStart }) => {
          const values = columns.get(columnName) ?? new Array<unknown>(length);
          columns.set(columnName, values);
          // A page may begin before the part, and end after it.
          const [from, to] = [
            Math.max(0, start - rowStart),
            Math.min(columnData.length, start + length - rowStart),
          ];
          for (let i = from; i < to; i++) values[rowStart + i - start] = columnData[i];
        },
      });
    } catch (error) {
      throw unreadable(path, error);
    }
    yield { start, length, columns };
  }
}

/** Row groups, large ones in parts: their rows as single values take many times what they take in the file. */
function partsOf({ row_groups }: FileMetaData): { start: number; length: number }[] {
  const parts: { start: number; length: number }[] = [];
  let start = 0;
  for (const { num_rows } of row_groups) {
    const end = start + Number(num_rows);
    for (; start < end; start += Math.min(PART, end - start))
      parts.push({ start, length: Math.min(PART, end - start) });
  }
  return parts;
}

/** A struct has the fields of its first value. */
const placesOf = (columns: RowGroup["columns"]): Place[] =>
  [...columns].flatMap(([column, values]): Place[] =>
    isStruct(values[0])
      ? flatEntries({ [column]: values[0] }).map(([name]) => ({
          name,
          column,
          field: name.slice(column.length + 1),
        }))
      : [{ name: column, column }],
  );

function* batches(
  path: string,
  places: readonly Place[],
  { start, length, columns }: RowGroup,
): Generator<Row[]> {
  const sources = places.map(({ column }) => columns.get(column));
  for (let from = 0; from < length; from += BATCH) {
    const rows: Row[] = [];
    for (let at = from; at < Math.min(from + BATCH, length); at++) {
      const line = start + at + 1;
      rows.push({
        line,
        values: places.map((place, index) => cellValue(path, line, place, sources[index]?.[at])),
      });
    }
    yield rows;
  }
}

function cellValue(path: string, line: number, { name, field }: Place, cell: unknown): Value {
  const value = field === undefined ? cell : isStruct(cell) ? (cell as Record<string, unknown>)[field] : null;
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") {
    throw new EvaluationError(`row ${line} of ${path}: ${name} is neither text nor a number`);
  }
  return value as Value;
}

const isStruct = (value: unknown): value is object =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !ArrayBuffer.isView(value) &&
  !(value instanceof Date);

const unreadable = (path: string, error: unknown): EvaluationError =>
  new EvaluationError(
    `${path} is not valid Parquet: ${error instanceof Error ? error.message : error}; was the file cut short?`,
  );
