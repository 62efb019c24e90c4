import fc from "fast-check";
import { mostly } from "./values.js";

const NUMBERS = ["0", "1", "-1.5", "2", "1e3", "0.1", "1.0", "9007199254740993", "-9223372036854775808"];
const TEXTS = ["'1'", "'a'", '"a"', "'%a%'", "'A'", "'x_'", "'value'", "''", "'it''s'", "'é'"];
const LISTS = ["('1', 'a')", "('a')", '("a","b")', "('a', 'b',)"];
const ODD_VALUES = [
  "a",
  "`a`",
  "'1",
  "()",
  "(1, 2)",
  "NULL",
  "'NaN'",
  "nan",
  "true",
  "",
  "1'",
  "'a' 'b'",
  "'a'b",
  "9223372036854775807",
  "9223372036854775808",
];
const OF_NUMBERS = ["=", "!=", ">", ">=", "<", "<="];
const OF_TEXTS = ["=", "!=", "LIKE", "ILIKE", "like", "ilike", "Like"];
const OF_LISTS = ["IN", "NOT IN", "in", "not in"];
const ODD_COMPARATORS = [
  "==",
  "<>",
  "~",
  "",
  "IS",
  "NOT LIKE",
  "BETWEEN",
  "REGEXP",
  ...OF_NUMBERS,
  ...OF_TEXTS,
  ...OF_LISTS,
];
const OF_NOTHING = ["IS NULL", "IS NOT NULL", "is null"];

/** What may stand in a filter: keys that compare with numbers, keys that compare with text, and keys of neither. */
export interface Keys {
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
  /** Texts that also compare with lists. */
  readonly lists: readonly string[];
  readonly odd: readonly string[];
}

const spaced = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((drawn) => drawn.join(" "));
const of = (values: readonly string[]) => fc.constantFrom(...values);

function clause({ numbers, texts, lists, odd }: Keys): fc.Arbitrary<string> {
  const all = [...numbers, ...texts, ...lists];
  return fc.oneof(
    { arbitrary: spaced(of(numbers.length ? numbers : texts), of(OF_NUMBERS), of(NUMBERS)), weight: 6 },
    { arbitrary: spaced(of(texts), of(OF_TEXTS), of(TEXTS)), weight: 8 },
    { arbitrary: spaced(of(lists.length ? lists : texts), of(OF_LISTS), of(LISTS)), weight: 3 },
    { arbitrary: spaced(of(all), of(OF_NOTHING)), weight: 1 },
    { arbitrary: fc.tuple(of(texts), of(TEXTS)).map((drawn) => drawn.join("=")), weight: 1 },
    {
      arbitrary: spaced(mostly(odd, all, 2), of(ODD_COMPARATORS), of([...NUMBERS, ...TEXTS, ...LISTS])),
      weight: 1,
    },
    { arbitrary: spaced(of(all), of(ODD_COMPARATORS), of([...ODD_VALUES, ...NUMBERS, ...TEXTS])), weight: 1 },
  );
}

/** A filter of up to three comparisons, some of them wrong. `own` is what keeps other sequences out of the answer. */
export function filter(keys: Keys, own?: string): fc.Arbitrary<string> {
  const glue = mostly([" AND ", " and "], [" OR ", ",", " AND AND ", " ", " And ", "  AND\n"], 10);
  const clauses = fc.array(clause(keys), { minLength: own ? 0 : 1, maxLength: 3 });
  return fc
    .tuple(clauses, glue, mostly([""], [" ", ";", " AND", " --"], 30))
    .map(([drawn, joint, end]) => [...(own ? [own] : []), ...drawn].join(joint) + end);
}

/** Orders by one or two keys, with each way to write the direction. */
export function orderBy(keys: readonly string[], odd: readonly string[] = []): fc.Arbitrary<string[]> {
  const direction = mostly(["", " ASC", " DESC"], [" asc", " desc", " foo", " DESC DESC", "  desc "], 6);
  const term = fc.tuple(mostly(keys, ["bogus", "", "a.b.c", ...odd], 12), direction);
  return fc.array(
    term.map(([name, way]) => name + way),
    { minLength: 1, maxLength: 2 },
  );
}
