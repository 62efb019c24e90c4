import type { Comparator, EntityKind } from "./filter.js";
import type { FilterField, Grammar } from "./grammar.js";
import { printKey, printText } from "./print-filter.js";
import { resolveKey } from "./resolve-key.js";
import { SearchError } from "./search-error.js";
import { type Token, tokenize } from "./tokenize.js";

/** Keys that exist in the data, without quotes. */
export interface KnownKeys {
  metric: readonly string[];
  param: readonly string[];
  tag: readonly string[];
  /** Values that params and tags have, by key. */
  values?: Readonly<Record<"param" | "tag", ReadonlyMap<string, readonly string[]>>>;
}

/** What may replace the text from `from` to `to`, both UTF-16 units. */
export interface Completion {
  from: number;
  to: number;
  options: string[];
}

/** What may stand at the cursor of a filter box; no options where nothing is known to fit. Never throws. */
export function complete(text: string, cursor: number, grammar: Grammar, keys: KnownKeys): Completion {
  const tokens = tokenize(text);
  const current = tokens.find(
    (token) => token.start < cursor && cursor <= token.end && isOpen(token, cursor),
  );
  const before = tokens.filter((token) => token !== current && token.end <= cursor);
  const clause = lastClause(before);
  const from = current?.start ?? cursor;
  const offer = (options: string[], start = from): Completion => {
    const typed = unquoted(text.slice(start, cursor).replace(/\s+/g, " "));
    const fitting = options.filter((option) => unquoted(option).startsWith(typed));
    // An unclosed quote reaches to the end of the text, but what follows the cursor is not part of it.
    const to = current === undefined || current.type === "unterminated" ? cursor : current.end;
    return { from: start, to, options: fitting };
  };
  const [key] = clause;
  if (key === undefined) return offer(keyOptions(grammar, keys));
  const found = findField(key, grammar);
  if (found === undefined) return offer([]);
  const { field, kind } = found;
  const afterKey = clause.slice(1);
  const comparator = readComparator(afterKey, field.comparators);
  if (comparator === undefined) return offer([...field.comparators], afterKey[0]?.start ?? from);
  const rest = afterKey.slice(comparator.split(" ").length);
  const takesNone = comparator.startsWith("IS");
  if (rest.length === 0 && !takesNone)
    return offer(valueOptions(field.known ?? valuesOf(keys, kind, field.key), comparator));
  return offer(takesNone || isWhole(rest, comparator) ? joints(before) : []);
}

/** What may follow a whole comparison. */
function joints(before: readonly Token[]): string[] {
  const count = (mark: string) => before.filter(({ type, text }) => type === "punctuation" && text === mark);
  return count("(").length > count(")").length ? ["AND", "OR", ")"] : ["AND", "OR"];
}

/** What options are found by: whoever types a key need not know that it is written in quotes. */
const unquoted = (text: string): string => text.replace(/[`'"]/g, "").toLowerCase();

/** Whether a cursor in or behind a token is still writing it. */
function isOpen({ type, end }: Token, cursor: number): boolean {
  return cursor < end || !["string", "punctuation", "comment"].includes(type);
}

/** The tokens of the comparison that is being written, without what may stand before it. */
function lastClause(tokens: readonly Token[]): readonly Token[] {
  const clause = tokens.slice(tokens.findLastIndex((token) => isOneOf(token, "AND", "OR")) + 1);
  const key = clause.findIndex((token) => !isOneOf(token, "NOT", "("));
  return key === -1 ? [] : clause.slice(key);
}

const isOneOf = ({ type, text }: Token, ...words: string[]): boolean =>
  (type === "keyword" || type === "punctuation") && words.includes(text.toUpperCase());

function keyOptions(grammar: Grammar, keys: KnownKeys): string[] {
  const known = grammar.filter.flatMap(({ kind, prefixes, fields }) => {
    const [prefix = kind] = prefixes;
    if (kind === "attribute") return fields?.map(({ key }) => key) ?? [];
    const named = kind === "dataset" ? (fields?.map(({ key }) => key) ?? []) : keys[kind];
    return [`${prefix}.`, ...named.flatMap((key) => writable(key).map((written) => `${prefix}.${written}`))];
  });
  return [...known, "NOT"];
}

function writable(key: string): string[] {
  return withoutSearchError(() => [printKey(key)]) ?? [];
}

function findField(token: Token, grammar: Grammar): { kind: EntityKind; field: FilterField } | undefined {
  return withoutSearchError(() => resolveKey(token, grammar.filter));
}

const valuesOf = ({ values }: KnownKeys, kind: EntityKind, key: string): readonly string[] =>
  (kind === "param" || kind === "tag" ? values?.[kind].get(key) : undefined) ?? [];

function readComparator(tokens: readonly Token[], allowed: readonly Comparator[]): Comparator | undefined {
  const words = tokens.map(({ text }) => text.toUpperCase());
  return allowed.find((comparator) => comparator.split(" ").every((word, index) => word === words[index]));
}

function valueOptions(values: readonly string[], comparator: Comparator): string[] {
  const quoted = values.flatMap((value) => withoutSearchError(() => [printText(value)]) ?? []);
  return comparator === "IN" || comparator === "NOT IN" ? quoted.map((value) => `(${value})`) : quoted;
}

function isWhole(value: readonly Token[], comparator: Comparator): boolean {
  if (comparator === "IN" || comparator === "NOT IN") return value.at(-1)?.text === ")";
  return value.length > 0 && value.slice(1).every((token) => isOneOf(token, ")"));
}

function withoutSearchError<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof SearchError) return undefined;
    throw error;
  }
}
