import { errorAt, type SearchError, shorten } from "./search-error.js";
import type { TokenReader } from "./token-reader.js";
import type { Token } from "./tokenize.js";

/** One string of a list and where it stands. */
export interface ListItem {
  text: string;
  token: Token;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "\\": "\\",
  "'": "'",
  '"': '"',
};
const PREFIX = "While parsing a list in the query, expected";

/**
 * Reads `('a', "b")`; a comma may follow the last item. As in MLflow, and unlike a single value, a string in a list
 * has Python's backslash escapes.
 */
export function readList(reader: TokenReader, start: number, mayBeEmpty: boolean): ListItem[] {
  const open = reader.take("punctuation", "(");
  if (open === undefined)
    throw reader.invalidClause(start, reader.peek(), "A list such as ('a', 'b') must follow IN.");
  const items: ListItem[] = [];
  let close = reader.take("punctuation", ")");
  while (close === undefined) {
    items.push(readItem(reader, open));
    const comma = reader.take("punctuation", ",");
    close = reader.take("punctuation", ")");
    if (comma === undefined && close === undefined)
      throw illFormed(reader, open, "a comma or ) must follow a string.");
  }
  if (items.length === 0 && !mayBeEmpty) {
    const message = `${PREFIX} a non-empty list of string values, but got empty list`;
    throw errorAt({ start: open.start, end: close.end }, message);
  }
  return items;
}

function readItem(reader: TokenReader, open: Token): ListItem {
  const token = reader.peek();
  if (token === undefined || token.type === "unterminated") throw illFormed(reader, open, "it has no end.");
  if (token.type !== "string") {
    const message = `${PREFIX} string value, punctuation, or whitespace, but got different type in list: ${shorten(token.text)}`;
    throw errorAt(token, message);
  }
  const quote = token.text.charAt(0);
  const text = token.text
    .slice(1, -1)
    .replace(/\\(x[\da-fA-F]{2}|[\s\S]?)|['"]/g, (match, escaped?: string) => {
      const isBareQuote = escaped === undefined && match === quote;
      if (escaped === "" || isBareQuote) throw illFormed(reader, open, "write a quote in a string as \\'.");
      if (escaped === undefined) return match;
      if (escaped.length === 3) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
      return ESCAPES[escaped] ?? match;
    });
  reader.next();
  return { text, token };
}

function illFormed(reader: TokenReader, open: Token, hint: string): SearchError {
  const culprit = reader.peek() ?? open;
  const message = `${PREFIX} a non-empty list of string values, but got ill-formed list: ${hint}`;
  return errorAt(culprit, message);
}
