import type { AsyncBuffer, Compressors } from "hyparquet";
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";
import {
  decompressBrotli,
  decompressGzip,
  decompressLz4,
  decompressLz4Raw,
  decompressZstd,
} from "hyparquet-compressors";

/** More than this is not fetched for some rows, in bytes. */
const MOST = 64 * 1024 * 1024;
/** Columns after these are neither read nor shown. */
const MOST_COLUMNS = 100;

// Snappy is what hyparquet itself reads; the faster reader compiles WebAssembly, which the pages' policy forbids.
const COMPRESSORS: Compressors = {
  GZIP: decompressGzip,
  BROTLI: decompressBrotli,
  ZSTD: (input) => decompressZstd(input),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
};

/** The first rows of a Parquet file. */
export interface ParquetRows {
  columns: string[];
  rows: string[][];
  /** Of the whole file. */
  total: number;
}

/**
 * Reads the first rows of a Parquet file, fetching only the parts of it that hold them.
 * @throws Error for a file that is no Parquet, or whose parts are too large for a browser
 */
export async function readParquet(file: AsyncBuffer, count: number): Promise<ParquetRows> {
  const metadata = await parquetMetadataAsync(file);
  const all = parquetSchema(metadata).children.map(({ element }) => element.name);
  const columns = all.slice(0, MOST_COLUMNS);
  const total = Number(metadata.num_rows);
  let [before, bytes] = [0, 0];
  for (const group of metadata.row_groups) {
    if (before >= count) break;
    before += Number(group.num_rows);
    for (const { meta_data } of group.columns) {
      if (columns.includes(meta_data?.path_in_schema[0] ?? ""))
        bytes += Number(meta_data?.total_compressed_size);
    }
  }
  if (bytes > MOST) throw new Error("Its first rows lie in a part that is too large to be shown here.");
  const rowEnd = Math.min(count, total);
  const objects = await parquetReadObjects({ file, metadata, columns, compressors: COMPRESSORS, rowEnd });
  return { columns: all, rows: objects.map((row) => columns.map((name) => cellText(row[name]))), total };
}

/** A value as it is read: times in UTC, lists and structs as JSON. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? Number(part) : part));
}
