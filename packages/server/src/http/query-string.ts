import { ApiError } from "@slipway/contract";

/**
 * Reads the query of an address: every value of every key, decoded once.
 * @throws ApiError INVALID_PARAMETER_VALUE when the percent-encoding is not that of UTF-8 text
 */
export function parseQueryString(query: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const end = pair.indexOf("=");
    const key = decode(end < 0 ? pair : pair.slice(0, end));
    const value = end < 0 ? "" : decode(pair.slice(end + 1));
    const present = values.get(key);
    if (present) present.push(value);
    else values.set(key, [value]);
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      "The query string is not percent-encoded UTF-8; a literal '%' is written %25.",
    );
  }
}
