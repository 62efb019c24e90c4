import { withoutEscapes } from "../../ui/format/without-escapes.js";
import { joinBytes } from "../artifacts/read-bytes.js";

/** As much of a log is asked for at once, in bytes. */
export const LOG_PIECE = 512 * 1024;
/** No more of it than this is kept while it grows, in bytes. */
const KEPT = 8 * LOG_PIECE;

/** A piece of a log that may still grow. */
export interface LogPart {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where in the file it begins; it goes on to `end`, as long as the file was. */
  start: number;
  end: number;
}

/** Reads from one byte to another, both of them too. */
type Read = (range: readonly [from: number, to: number]) => Promise<Uint8Array<ArrayBuffer>>;

/** What of a log is known once what came since is read: the new bytes alone, or its end when it was begun anew. */
export async function readOn(known: LogPart | undefined, size: number, read: Read): Promise<LogPart> {
  const from = Math.max(0, size - LOG_PIECE);
  if (known && size === known.end) return known;
  const goesOn = known !== undefined && size > known.end && from <= known.end;
  const start = goesOn ? known.end : from;
  const fresh = size === 0 ? new Uint8Array() : await read([start, size - 1]);
  if (!goesOn) return { bytes: fresh, start, end: start + fresh.length };
  const all = joinBytes([known.bytes, fresh]);
  const bytes = all.slice(Math.max(0, all.length - KEPT));
  const end = start + fresh.length;
  return { bytes, start: end - bytes.length, end };
}

/** The piece and the one before it. */
export async function readBack({ bytes, start, end }: LogPart, read: Read): Promise<LogPart> {
  const from = Math.max(0, start - LOG_PIECE);
  return { bytes: joinBytes([await read([from, start - 1]), bytes]), start: from, end };
}

/**
 * A log as a terminal would leave it: without colours, and of a line that was written over (a progress bar) the last
 * state. A line that the piece cuts at its beginning is left out.
 */
export function logText({ bytes, start }: LogPart): string {
  const text = withoutEscapes(new TextDecoder().decode(bytes));
  const whole = start === 0 ? text : text.slice(text.indexOf("\n") + 1);
  if (!whole.includes("\r")) return whole;
  return whole
    .split("\n")
    .map((line) => line.replace(/\r+$/, ""))
    .map((line) => line.slice(line.lastIndexOf("\r") + 1))
    .join("\n");
}
