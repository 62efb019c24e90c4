import type { Comparison, EntityKind, Filter } from "./filter.js";
import { quotedEnd } from "./quoted-end.js";
import { isPlainKey } from "./resolve-key.js";
import { SearchError } from "./search-error.js";

const PREFIXES: Readonly<Record<EntityKind, string>> = {
  attribute: "",
  metric: "metrics.",
  param: "params.",
  tag: "tags.",
  dataset: "datasets.",
};

/**
 * Writes a filter so that parsing it, by the grammar it was made for, gives the same tree; "" for none. Throws a
 * SearchError for a key or value that the language cannot say: one with every kind of quote, or with a backslash last.
 */
export function printFilter(filter: Filter | undefined): string {
  if (filter === undefined) return "";
  switch (filter.type) {
    case "comparison":
      return printComparison(filter);
    case "not":
      return `NOT ${printOperand(filter.operand)}`;
    default:
      return filter.operands.map(printOperand).join(filter.type === "and" ? " AND " : " OR ");
  }
}

/** AND within OR would need no parentheses; with them nobody needs to know. */
function printOperand(filter: Filter): string {
  const printed = printFilter(filter);
  return filter.type === "and" || filter.type === "or" ? `(${printed})` : printed;
}

/** A key as it is written behind its prefix, in quotes if it needs them. Throws as {@link printFilter} does. */
export function printKey(key: string): string {
  return isPlainKey(key) ? key : quote(key, ["`", '"', "'"]);
}

/** A text as a value, in quotes. Throws as {@link printFilter} does. */
export const printText = (text: string): string => quote(text, ["'", '"']);

function printComparison({ entity, key, comparator, value }: Comparison): string {
  const left = `${PREFIXES[entity]}${printKey(key)} ${comparator}`;
  return value === null ? left : `${left} ${printValue(value)}`;
}

function printValue(value: string | number | bigint | string[]): string {
  if (typeof value === "string") return printText(value);
  if (typeof value === "number") return printNumber(value);
  if (typeof value === "bigint") return String(value);
  return `(${value.map(printItem).join(", ")})`;
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) throw new SearchError("NaN cannot be written in a filter.", 0, 0);
  // Digits alone would be read as a whole number, to the last of them.
  const text = Math.abs(value) > Number.MAX_SAFE_INTEGER ? value.toExponential() : String(value);
  // The language has no word for infinity and no plus sign in an exponent.
  return text.replace("Infinity", "1e999").replace("e+", "e");
}

function printItem(item: string): string {
  // A backslash before the closing quote would let a later quote change where the text ends.
  const escaped = item.replace(/[\\'\n\r\t]/g, (character, at: number) => {
    if (character === "\\" && at === item.length - 1) return "\\x5c";
    const letter = { "\n": "n", "\r": "r", "\t": "t" }[character] ?? character;
    return `\\${letter}`;
  });
  return `'${escaped}'`;
}

function quote(text: string, quotes: readonly string[]): string {
  for (const mark of quotes) {
    const quoted = `${mark}${text}${mark}`;
    // A quote behind it must not change where it ends, as it would after a last backslash.
    if (quotedEnd(`${quoted} ${mark}`, 0) === quoted.length) return quoted;
  }
  throw new SearchError(
    `${JSON.stringify(text)} cannot be written in a filter: it has every kind of quote, or ends in a backslash.`,
    0,
    0,
  );
}
