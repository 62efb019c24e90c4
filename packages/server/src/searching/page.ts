import { ApiError, type Int64 } from "@slipway/contract";
import { pythonBytes, pythonRepr } from "../validation/python-text.js";

/** Which part of the results of a search is asked for. */
export interface Page {
  offset: number;
  limit: number;
}

/** Reads `page_token` and `max_results`. @throws ApiError INVALID_PARAMETER_VALUE */
export function readPage(maxResults: Int64, largest: number, token: string | undefined): Page {
  const limit = readLimit(maxResults, largest);
  return { limit, offset: offsetOf(token) };
}

/**
 * Reads `max_results`, which MLflow looks at before a search's filter; its `page_token` it reads last.
 * @param smallest 0 where MLflow takes pages without rows
 * @throws ApiError INVALID_PARAMETER_VALUE
 */
export function readLimit(maxResults: Int64, largest: number, smallest: 0 | 1 = 1): number {
  const why =
    maxResults < smallest
      ? `a positive integer${smallest === 0 ? " or 0" : ""}`
      : maxResults > largest
        ? `at most ${largest}`
        : undefined;
  if (why === undefined) return Number(maxResults);
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Invalid value ${maxResults} for parameter 'max_results' supplied. It must be ${why}`,
  );
}

/** The rows of the page, and the token of the next one, out of rows that were fetched up to one beyond the limit. */
export function cutPage<T>(rows: T[], { offset, limit }: Page): { rows: T[]; next_page_token?: string } {
  if (rows.length <= limit) return { rows };
  return { rows: rows.slice(0, limit), next_page_token: tokenOf(offset + limit) };
}

// The token's text is MLflow's, to the byte.
const tokenOf = (offset: number) => Buffer.from(`{"offset": ${offset}}`).toString("base64");

/** Where a page starts. A negative offset is the start, as in MLflow. */
export function offsetOf(token: string | undefined): number {
  if (!token) return 0;
  const parsed = parseObject(decodeBase64(token));
  if (!parsed.offset) throw invalidToken(`parsed value=${pythonRepr(parsed)}`);
  const offset = Math.trunc(Number(parsed.offset));
  if (!Number.isSafeInteger(offset)) throw invalidToken(`not stringable ${parsed.offset}`);
  return Math.max(0, offset);
}

/** Decodes as Python does: letters outside the alphabet are skipped, the padding must be right. */
export function decodeBase64(token: string): Buffer {
  const digits = token.replace(/[^A-Za-z0-9+/=]/g, "");
  if (digits.length % 4 !== 0) throw invalidToken("could not base64-decode");
  return Buffer.from(digits, "base64");
}

function parseObject(bytes: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Told below, in the same words as a value that is no object.
  }
  throw invalidToken(`decoded value=${pythonBytes(bytes.subarray(0, 1000))}`);
}

const invalidToken = (why: string) => new ApiError("INVALID_PARAMETER_VALUE", `Invalid page token, ${why}`);
