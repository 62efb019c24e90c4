const LONG_INTEGER = /\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const INTEGER = /^-?\d+$/;
// Marks an integer that was quoted to carry its digits through JSON.parse.
const MARK = "\u0000";

/**
 * JSON.parse that keeps integers beyond 2^53 exact, as bigint.
 * @throws SyntaxError as JSON.parse does
 */
export function parseJson(text: string): unknown {
  if (!LONG_INTEGER.test(text)) return JSON.parse(text);
  const quoted = text.replace(STRING_OR_NUMBER, (token) =>
    INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"\\u0000${token}"` : token,
  );
  return JSON.parse(quoted, (_, value) =>
    typeof value === "string" && value.startsWith(MARK) && INTEGER.test(value.slice(1))
      ? BigInt(value.slice(1))
      : value,
  );
}
