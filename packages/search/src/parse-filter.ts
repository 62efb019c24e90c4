import type { Filter } from "./filter.js";
import type { Grammar } from "./grammar.js";
import { readComparison } from "./read-comparison.js";
import { errorAt, SearchError, shorten } from "./search-error.js";
import { TokenReader } from "./token-reader.js";
import type { Token } from "./tokenize.js";

/** NOT and parentheses may stand in each other this deep; databases bound the depth of what a filter becomes. */
const DEEPEST_NESTING = 50;

/** Where a part of a filter is read. */
interface Scope {
  reader: TokenReader;
  grammar: Grammar;
  /** How many NOTs and parentheses are around it. */
  depth: number;
}

/**
 * Parses a filter in MLflow's language with OR, NOT and parentheses besides; undefined when it asks for nothing. NOT
 * binds tighter than AND, AND tighter than OR. As in MLflow, AND may stand at either end of the text, be doubled or be left out.
 * Throws a SearchError for anything else that the grammar does not allow.
 */
export function parseFilter(text: string | undefined, grammar: Grammar): Filter | undefined {
  if (text === undefined || text === "") return undefined;
  const reader = new TokenReader(text);
  if (reader.peek() === undefined) {
    throw new SearchError(`Invalid filter '${shorten(text)}'. Could not be parsed.`, 0, text.length);
  }
  const filter = readAlternatives({ reader, grammar, depth: 0 });
  const unopened = reader.peek();
  if (unopened === undefined) return filter;
  throw reader.invalidClause(unopened.start, unopened, "No parenthesis is open here.");
}

/** Reads up to the end of the text or of a group; undefined when nothing but ANDs is there. */
function readAlternatives(scope: Scope): Filter | undefined {
  const { reader } = scope;
  const first = readConjunction(scope);
  const operands = first === undefined ? [] : [first];
  for (let or = reader.take("keyword", "OR"); or !== undefined; or = reader.take("keyword", "OR")) {
    const operand = readConjunction(scope);
    if (first === undefined || operand === undefined)
      throw reader.invalidClause(or.start, or, "A comparison must stand on both sides of OR.");
    operands.push(operand);
  }
  return operands.length > 1 ? { type: "or", operands } : first;
}

function readConjunction(scope: Scope): Filter | undefined {
  const { reader } = scope;
  const operands: Filter[] = [];
  const isWithin = reader.end > 0;
  for (;;) {
    const ands = takeAnds(reader);
    const first = takeStart(reader);
    const nothingBefore = isWithin && operands.length === 0;
    const nothingBehind = first === undefined && reader.peek() !== undefined;
    if (ands !== undefined && (nothingBefore || nothingBehind))
      throw reader.invalidClause(ands.start, ands, "A comparison must stand on both sides of AND.");
    if (first === undefined) break;
    operands.push(readOperand(scope, first));
  }
  const [only] = operands;
  return operands.length > 1 ? { type: "and", operands } : only;
}

/** Takes all ANDs that come next; gives the last. */
function takeAnds(reader: TokenReader): Token | undefined {
  let last: Token | undefined;
  for (let and = reader.take("keyword", "AND"); and !== undefined; and = reader.take("keyword", "AND"))
    last = and;
  return last;
}

/** Takes the next token unless it ends a conjunction. */
function takeStart(reader: TokenReader): Token | undefined {
  const token = reader.peek();
  const ends = token?.type === "punctuation" ? token.text === ")" : isKeyword(token, "AND", "OR");
  return ends ? undefined : reader.next();
}

function readOperand(scope: Scope, first: Token): Filter {
  if (isKeyword(first, "NOT")) return readNegation(deeper(scope, first), first);
  if (first.text === "(") return readGroup(deeper(scope, first), first);
  return readComparison(scope.reader, first, scope.grammar);
}

function readNegation(scope: Scope, not: Token): Filter {
  const first = takeStart(scope.reader);
  if (first === undefined) throw scope.reader.invalidClause(not.start, not, "A comparison must follow NOT.");
  return { type: "not", operand: readOperand(scope, first) };
}

function readGroup(scope: Scope, open: Token): Filter {
  const { reader } = scope;
  const filter = readAlternatives(scope);
  const close = reader.take("punctuation", ")");
  if (close === undefined)
    throw reader.invalidClause(open.start, undefined, "The parenthesis is not closed.");
  if (filter === undefined)
    throw reader.invalidClause(open.start, close, "A comparison must stand between parentheses.");
  return filter;
}

function deeper(scope: Scope, at: Token): Scope {
  if (scope.depth < DEEPEST_NESTING) return { ...scope, depth: scope.depth + 1 };
  throw errorAt(
    at,
    `NOT and parentheses can stand in each other at most ${DEEPEST_NESTING} deep in a filter.`,
  );
}

const isKeyword = (token: Token | undefined, ...words: string[]): boolean =>
  token?.type === "keyword" && words.includes(token.text.toUpperCase());
