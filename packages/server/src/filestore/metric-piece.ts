import { closeSync, openSync, readSync } from "node:fs";
import { type MetricLine, parseMetricLine } from "./metric-lines.js";

/** A last line without its end is taken once its file was left alone for so long, in milliseconds. */
const SETTLED = 2000;

/** A stretch of a metric's file, as far as it could be taken. */
export interface MetricPiece {
  lines: MetricLine[];
  /** How many lines hold no point. */
  broken: number;
  /** Offset behind the last line that was taken. */
  end: number;
}

/** Reads whole lines of a metric's file from an offset on, at most about `budget` bytes of them. */
export function readMetricPiece(
  file: string,
  from: number,
  { size, modified, budget }: { size: number; modified: number; budget: number },
): MetricPiece {
  const buffer = readBytes(file, from, Math.min(size - from, budget));
  const atEnd = from + buffer.length >= size;
  const taken = wholeLines(buffer, atEnd && Date.now() - modified > SETTLED, !atEnd);
  const texts = buffer.toString("utf8", 0, taken).split("\n");
  if (texts.at(-1) === "") texts.pop();
  const lines = texts.map(parseMetricLine);
  const good = lines.filter((line) => line !== undefined);
  return { lines: good, broken: lines.length - good.length, end: from + taken };
}

function wholeLines(buffer: Buffer, settled: boolean, cut: boolean): number {
  const end = buffer.lastIndexOf("\n") + 1;
  // A line that fills the whole piece is no metric: it is passed over, so that what follows is reached.
  return settled || (cut && end === 0) ? buffer.length : end;
}

/** Whether what stands before an offset is a whole line, so that reading may go on there. */
export const endsLine = (file: string, offset: number): boolean =>
  offset === 0 || readBytes(file, offset - 1, 1)[0] === 0x0a;

function readBytes(file: string, from: number, length: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, length));
  const descriptor = openSync(file, "r");
  try {
    return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, from));
  } finally {
    closeSync(descriptor);
  }
}
