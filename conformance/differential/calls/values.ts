import fc from "fast-check";
import { RawJson } from "../../bad-input/bad-values.js";

const raw = (text: string) => new RawJson(text);

/** One of the usual values, and now and then one of the odd ones. */
export function mostly<T, U>(usual: readonly T[], odd: readonly U[], weight = 12): fc.Arbitrary<T | U> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...usual), weight },
    { arbitrary: fc.constantFrom(...odd), weight: 1 },
  );
}

/** A field that may be left out. */
export function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined, freq: 2 });
}

const ODD_TEXTS = [
  "",
  " ",
  "ünïcødé 😀",
  "a'b",
  'a"b',
  "a`b",
  "a\\b",
  "a%b",
  "a\nb",
  "\t",
  "null",
  "true",
  "<b>&amp;",
  "é",
];

/** Text of any kind, up to and over a limit in characters. */
export function text(limit: number): fc.Arbitrary<string> {
  const sizes = [limit, limit + 1].map((size) => "x".repeat(size));
  return mostly(["1", "2", "a", "b", "value"], [...ODD_TEXTS, ...sizes, "é".repeat(limit)], 5);
}

const ODD_KEYS = [
  "m/n",
  "a b",
  "a.b",
  "a-b",
  "ü",
  "m:x",
  "🚀",
  "a//b",
  "/a",
  "..",
  ".",
  "a/../b",
  "a/",
  "",
  " ",
  "a'b",
  'a"b',
  "a`b",
  "a\nb",
  "a%b",
  "a,b",
  "a#b",
  "x".repeat(250),
  "x".repeat(251),
  "mlflow.note.content",
  "A",
  "M",
];

/** A key of a metric, parameter or tag. */
export const key = mostly(["m", "n", "p", "q"], ODD_KEYS, 4);

/** A number as metrics have it, in each form that a client may write. */
export const double = mostly(
  [0, 1, -1.5, 0.1, 2, 3],
  [
    1e308,
    -1e308,
    1e-310,
    "NaN",
    "Infinity",
    "-Infinity",
    "1.5",
    "1e5",
    raw("-0"),
    raw("NaN"),
    raw("Infinity"),
    raw("-Infinity"),
    raw("1e400"),
    1e22,
    123456789.123,
  ],
  4,
);

/** A 64-bit whole number, with its extremes and what lies beyond them. */
export const int64 = fc.oneof(
  { arbitrary: fc.nat(1_000_000), weight: 12 },
  {
    arbitrary: fc.constantFrom(
      0,
      1,
      -1,
      "7",
      raw("9007199254740993"),
      raw("9223372036854775807"),
      raw("-9223372036854775808"),
      "9223372036854775807",
      raw("5.0"),
      raw("1e3"),
    ),
    weight: 1,
  },
);

export const step = mostly(
  [0, 1, 2],
  [-1, 5, "3", raw("9007199254740993"), raw("9223372036854775807"), raw("-9223372036854775808")],
  5,
);

/** Page tokens of no page. */
const GARBAGE = [
  "bogus",
  "!!!!",
  "AAAA",
  "eyJvZmZzZXQiOiAieCJ9",
  "eyJhIjogMX0=",
  "bnVsbA==",
  "W10=",
  "eyJvZmZzZXQiOiAxfQ==",
];

export const pageToken = maybe(mostly(["<token0>", "<token1>", ""], GARBAGE, 6));
export const viewType = maybe(
  mostly(["ACTIVE_ONLY", "DELETED_ONLY", "ALL"], [1, 2, 3, "1", "all", "BOGUS", 0, 99], 4),
);

/** Largest page of a search, which must be above zero. */
export function maxResults(limit: number): fc.Arbitrary<unknown> {
  return maybe(mostly([1, 2, 3, 100], [0, -1, limit, limit + 1, "2", raw("99999999999")], 5));
}

export const pair = fc.record({ key, value: text(8000) });
/** Lists of tags or parameters, at times with a key twice. */
export const pairs = fc.array(pair, { maxLength: 3 });
