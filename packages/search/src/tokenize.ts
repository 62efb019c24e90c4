import { quotedEnd } from "./quoted-end.js";

/**
 * `name`: a key with its prefix and quotes (`` metrics.`f1 score` ``) or any other bare word; `keyword`: a word of the
 * language; `string`: quoted text; `unterminated`: a quote that nothing closes, to the end of the text.
 */
export type TokenType =
  | "name"
  | "keyword"
  | "string"
  | "number"
  | "operator"
  | "punctuation"
  | "comment"
  | "unterminated"
  | "unknown";

/** A piece of a filter; white space is between tokens. Offsets are UTF-16 units, `end` is exclusive. */
export interface Token {
  type: TokenType;
  text: string;
  start: number;
  end: number;
}

const KEYWORDS = new Set(["AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "ILIKE"]);

const SPACE = /\s+/y;
const WORD = /[\p{L}\p{N}_]+/uy;
const PATTERNS: readonly [TokenType, RegExp][] = [
  ["comment", /(?:--|# )[^\r\n]*/y],
  ["number", /-?(?:\d+(?:\.\d+)?e-?\d+|\d+(?:\.\d*)?|\.\d+)(?![\p{L}\p{N}_])/iuy],
  ["operator", /[<>=!~]+/y],
  ["punctuation", /[(),;.]/y],
  ["unknown", /[^\p{L}\p{N}_\s'"`<>=!~(),;.]+/uy],
];

/** Splits a filter or order_by clause into tokens, for parsing, highlighting and completion. Never throws. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = matchEnd(SPACE, text, 0) ?? 0;
  while (at < text.length) {
    const token = readToken(text, at);
    tokens.push(token);
    at = matchEnd(SPACE, text, token.end) ?? token.end;
  }
  return tokens;
}

function readToken(text: string, start: number): Token {
  const token = (type: TokenType, end: number): Token => ({ type, text: text.slice(start, end), start, end });
  const first = text.charAt(start);
  if (first === "'" || first === '"') {
    const end = quotedEnd(text, start);
    return end === undefined ? token("unterminated", text.length) : token("string", end);
  }
  if (text.startsWith("/*", start)) {
    const close = text.indexOf("*/", start + 2);
    return token("comment", close === -1 ? text.length : close + 2);
  }
  for (const [type, pattern] of PATTERNS) {
    const end = matchEnd(pattern, text, start);
    if (end !== undefined) return token(type, end);
  }
  const end = nameEnd(text, start);
  if (end === undefined) return token("unterminated", text.length);
  return token(KEYWORDS.has(text.slice(start, end).toUpperCase()) ? "keyword" : "name", end);
}

/** Where the parts of a name, joined by dots, end; a name may end in a dot when no part follows it. */
function nameEnd(text: string, start: number): number | undefined {
  let end = partEnd(text, start);
  while (end !== undefined && text[end] === ".") {
    const next = partEnd(text, end + 1);
    if (next === undefined) return end + 1;
    end = next;
  }
  return end;
}

function partEnd(text: string, start: number): number | undefined {
  return /[`'"]/.test(text.charAt(start)) ? quotedEnd(text, start) : matchEnd(WORD, text, start);
}

function matchEnd(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
