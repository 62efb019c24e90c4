import type { Comparator } from "./filter.js";
import type { Grammar } from "./grammar.js";
import type { Target } from "./read-value.js";
import { errorAt } from "./search-error.js";
import type { TokenReader } from "./token-reader.js";

const LAST_WORDS = new Set(["LIKE", "ILIKE", "IN", "NULL"]);

/** Reads a comparator, of symbols or of words, that the key of `target` allows. */
export function readComparator(reader: TokenReader, target: Target, grammar: Grammar): Comparator {
  const start = reader.peek()?.start ?? reader.end;
  const text = reader.take("operator")?.text ?? readWords(reader);
  const comparator = target.field.comparators.find((allowed) => allowed === text);
  if (comparator !== undefined) return comparator;
  throw errorAt({ start, end: reader.end }, notAllowed(text, target, grammar));
}

/** Whether a comparator, allowed or not, comes next. */
export function startsComparator(reader: TokenReader): boolean {
  return reader.peek()?.type === "operator" || peekWord(reader) !== undefined;
}

function readWords(reader: TokenReader): string {
  const words: string[] = [];
  for (let word = peekWord(reader); word !== undefined; word = peekWord(reader)) {
    words.push(word);
    reader.next();
    if (LAST_WORDS.has(word)) break;
  }
  return words.join(" ");
}

function peekWord(reader: TokenReader): string | undefined {
  const token = reader.peek();
  const word = token?.text.toUpperCase();
  return token?.type === "keyword" && word !== "AND" && word !== "OR" ? word : undefined;
}

function notAllowed(text: string, { kind, field }: Target, grammar: Grammar): string {
  const isList = text === "IN" || text === "NOT IN";
  if (isList && kind === "attribute") {
    const attributes = grammar.filter.find((entity) => entity.kind === kind)?.fields ?? [];
    const keys = attributes
      .filter(({ comparators }) => comparators.includes("IN"))
      .map(({ key }) => `'${key}'`);
    return `Only [${keys.join(", ")}] attributes support comparison with a list of quoted string values.`;
  }
  if (text === "IS NULL" || text === "IS NOT NULL") {
    const kinds = grammar.filter.filter(({ anyKey }) => anyKey?.comparators.includes(text));
    if (kinds.length === 0) return `IS NULL / IS NOT NULL is not supported for ${grammar.name} search.`;
    const plurals = kinds.map((entity) => `${entity.kind}s`).join(" and ");
    return `IS NULL / IS NOT NULL is only supported for ${plurals}, not for '${kind}' '${field.key}'.`;
  }
  return `Invalid comparator '${text}' not one of ${field.comparators.join(", ")} for ${kind} '${field.key}'.`;
}
