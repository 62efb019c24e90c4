import type { ByteRange } from "@slipway/artifacts";
import { Refusal } from "../http/refusal.js";

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * The part of a file that a `Range` header asks for (RFC 9110, section 14.2); undefined for the whole.
 * @throws Refusal 416 for more than one range and for one that begins beyond the end
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, from, to] = ONE_RANGE.exec(header.trim()) ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) throw unsatisfiable(size);
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end) throw unsatisfiable(size);
  return { start, end };
}

const unsatisfiable = (size: number) =>
  new Refusal(
    416,
    "INVALID_PARAMETER_VALUE",
    `The Range header must ask for one range within the file's ${size} bytes, such as bytes=0-99.`,
  );
