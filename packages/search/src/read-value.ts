import type { Comparator, EntityKind } from "./filter.js";
import type { FilterField } from "./grammar.js";
import { readList } from "./read-list.js";
import { errorAt, shorten } from "./search-error.js";
import type { TokenReader } from "./token-reader.js";
import type { Token } from "./tokenize.js";

/** The key that a value is for. */
export interface Target {
  kind: EntityKind;
  field: FilterField;
}

/** Reads the value behind a comparator that takes one; `start` is where the comparison starts. */
export function readValue(
  reader: TokenReader,
  { kind, field }: Target,
  comparator: Comparator,
  start: number,
): string | number | bigint | string[] {
  const isList = comparator === "IN" || comparator === "NOT IN";
  const token = reader.peek();
  if (token === undefined) throw reader.invalidClause(start, token, `A value must follow ${comparator}.`);
  if (isList) {
    const items = readList(reader, start, field.lax === true);
    return items.map((item) => checkText(item.text, item.token, field));
  }
  if (!["string", "number", "name", "keyword"].includes(token.type)) {
    throw reader.invalidClause(start, token, hintFor(token, comparator));
  }
  reader.next();
  if (field.value === "number") return readNumber(token, kind, field);
  if (field.value === "integer") return readInteger(token, kind, field);
  return checkText(readText(token, kind, field), token, field);
}

function hintFor({ type, text }: Token, comparator: Comparator): string {
  if (type === "unterminated") return "The quote is not closed.";
  return text === "(" ? "Only IN and NOT IN take a list." : `A value must follow ${comparator}.`;
}

/** A number; an exact one where the key holds 64-bit whole numbers and a whole one is given. */
function readNumber(token: Token, kind: EntityKind, field: FilterField): number | bigint {
  if (token.type !== "number") {
    const what = kind === "attribute" ? `numeric attribute: ${field.key}` : kind;
    throw errorAt(token, `Expected numeric value type for ${what}. Found ${shorten(token.text)}`);
  }
  if (kind === "attribute" && WHOLE.test(token.text)) return readWhole(token.text, token, field);
  // Adding 0 turns -0 into 0.
  return Number(token.text) + 0;
}

const WHOLE = /^[+-]?\d+$/;

function readInteger(token: Token, kind: EntityKind, field: FilterField): number | bigint {
  const quoted = token.type === "string" && field.quotable === true;
  const text = quoted ? token.text.slice(1, -1).trim() : token.text;
  if (!quoted) readNumber(token, kind, field);
  if (!WHOLE.test(text)) throw invalidNumber(token, field, "It must be a whole number.");
  return readWhole(text, token, field);
}

function readWhole(text: string, token: Token, field: FilterField): number | bigint {
  const near = Number(text);
  if (Number.isSafeInteger(near)) return near + 0;
  // Digits without end would take long to read.
  const exact = text.length <= LONGEST ? BigInt(text) : undefined;
  if (exact !== undefined && BigInt.asIntN(64, exact) === exact) return exact;
  throw invalidNumber(token, field, `It must lie between ${-(2n ** 63n)} and ${2n ** 63n - 1n}.`);
}

const LONGEST = 1000;

const invalidNumber = (token: Token, { key }: FilterField, why: string) =>
  errorAt(token, `Invalid value for numeric attribute '${key}': ${shorten(token.text)}. ${why}`);

function readText(token: Token, kind: EntityKind, field: FilterField): string {
  if (token.type === "string") return token.text.slice(1, -1);
  if (field.lax === true && token.type !== "keyword") return token.text;
  if (token.type === "number") {
    const what = {
      attribute: "attributes",
      dataset: "dataset attributes",
      metric: "metric",
      param: "parameter",
      tag: "tag",
    };
    throw errorAt(
      token,
      `Expected a quoted string value for ${what[kind]} (e.g. 'my-value'). Got value ${shorten(token.text)}`,
    );
  }
  throw errorAt(
    token,
    `Parameter value is either not quoted or unidentified quote types used for string value ${shorten(token.text)}. Use either single or double quotes.`,
  );
}

function checkText(text: string, token: Token, field: FilterField): string {
  if (field.value === "experiment-id") return readExperimentId(text, token);
  if (field.onlyKnown === true && field.known?.includes(text) === false) {
    const known = field.known.join(", ");
    throw errorAt(
      token,
      `Unknown model ${field.key} in filter: '${shorten(text)}'. Expected one of ${known}.`,
    );
  }
  return text;
}

function readExperimentId(text: string, token: Token): string {
  const id = /^\s*[+-]?\d{1,30}\s*$/.test(text) ? BigInt(text) : undefined;
  if (id === undefined || BigInt.asIntN(64, id) !== id) {
    throw errorAt(token, `Invalid experiment ID '${shorten(text)}'. Experiment ID must be a valid integer.`);
  }
  return id.toString();
}
