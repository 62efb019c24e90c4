import type { Comparison } from "./filter.js";
import type { Grammar } from "./grammar.js";
import { readComparator, startsComparator } from "./read-comparator.js";
import { readValue } from "./read-value.js";
import { KEY_ADVICE, resolveKey } from "./resolve-key.js";
import { errorAt, type SearchError, shorten } from "./search-error.js";
import type { TokenReader } from "./token-reader.js";
import type { Token } from "./tokenize.js";

/** Reads the rest of a comparison whose first token is `first`. */
export function readComparison(reader: TokenReader, first: Token, grammar: Grammar): Comparison {
  const isKey = first.type === "name" || (first.type === "string" && first.text.startsWith('"'));
  if (!isKey) throw notAComparison(reader, first);
  if (!startsComparator(reader)) throw missingComparator(reader, first);
  const target = resolveKey(first, grammar.filter);
  const comparator = readComparator(reader, target, grammar);
  const isPresence = comparator === "IS NULL" || comparator === "IS NOT NULL";
  const value = isPresence ? null : readValue(reader, target, comparator, first.start);
  return {
    type: "comparison",
    entity: target.kind,
    key: target.field.key,
    comparator,
    value,
    start: first.start,
    end: reader.end,
  };
}

function missingComparator(reader: TokenReader, key: Token): SearchError {
  const next = reader.peek();
  const touches =
    next !== undefined && next.start === key.end && !["punctuation", "comment"].includes(next.type);
  if (!touches)
    return reader.invalidClause(key.start, key, "A comparator, such as = or >, must follow a key.");
  const end = key.start + (/^[^\s<>=!~]+/.exec(reader.text.slice(key.start))?.[0].length ?? 0);
  const meant = shorten(reader.text.slice(key.start, end));
  const message = `Invalid comparison clause. Expected 'Identifier' found '${meant}'. ${KEY_ADVICE}`;
  return errorAt({ start: key.start, end }, message);
}

function notAComparison(reader: TokenReader, first: Token): SearchError {
  const { type, text, start } = first;
  if ((type === "string" || type === "number") && reader.peek()?.type === "operator") {
    const message = `Invalid comparison clause. Expected 'Identifier' found '${shorten(text)}'. The key comes first.`;
    return errorAt(first, message);
  }
  if (text === ";" && reader.peek() !== undefined) {
    const message = `Search filter contained multiple expression '${shorten(reader.text)}'. Provide AND-ed expression list.`;
    return errorAt(first, message);
  }
  return reader.invalidClause(start, first, hintFor(first));
}

function hintFor({ type, text }: Token): string {
  if (type === "comment") return "Comments are not allowed.";
  if (type === "unterminated") return "The quote is not closed.";
  if (text === ",") return "AND and OR join comparisons, not a comma.";
  if (type === "keyword") return "Only AND and OR join comparisons.";
  return "Expected a comparison, such as metrics.accuracy > 0.8.";
}
