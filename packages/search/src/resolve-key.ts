import type { EntityKind } from "./filter.js";
import type { Entity, Field } from "./grammar.js";
import { quotedEnd } from "./quoted-end.js";
import { errorAt, shorten } from "./search-error.js";
import type { Token } from "./tokenize.js";

/** A key found in a grammar: what it belongs to, and its field, whose `key` is canonical. */
export interface ResolvedKey<F extends Field> {
  kind: EntityKind;
  field: F;
}

// A part of a bare key that MLflow's tokenizer would take for a number or a reserved word needs quotes.
const PLAIN_KEY = /^(?!\d[eE]\d)\d?[\p{L}_][\p{L}\p{N}_]*$/u;
const RESERVED = new Set(["CASE", "IN", "VALUES", "USING", "FROM", "AS"]);

/** What to do about a key that is not plain. */
export const KEY_ADVICE = "Put the whole key in backticks, as in metrics.`f1-score`.";

/** Whether a key can stand in a filter without quotes. */
export function isPlainKey(key: string): boolean {
  return key.split(".").every((part) => PLAIN_KEY.test(part) && !RESERVED.has(part.toUpperCase()));
}

/** Finds the key that a token names; throws a SearchError that lists what would be right. */
export function resolveKey<F extends Field>(token: Token, entities: readonly Entity<F>[]): ResolvedKey<F> {
  const { prefix, key } = splitKey(token);
  const entity = entities.find(({ kind, prefixes }) =>
    prefix === undefined ? kind === "attribute" : prefixes.includes(prefix),
  );
  if (entity === undefined) {
    const valid = entities.flatMap(({ prefixes }) => prefixes).join(", ");
    throw errorAt(token, `Invalid entity type '${shorten(prefix ?? key)}'. Valid entity types are ${valid}.`);
  }
  return { kind: entity.kind, field: findField(entity, key, token) };
}

function findField<F extends Field>(entity: Entity<F>, key: string, token: Token): F {
  const { kind, fields, anyKey } = entity;
  // The type of a field is that of the rule for any key plus the key itself.
  if (anyKey !== undefined) return { ...anyKey, key } as F;
  const field = fields?.find((candidate) => candidate.key === key || candidate.aliases?.includes(key));
  if (field !== undefined) return field;
  const valid = fields?.map((candidate) => candidate.key).join(", ");
  throw errorAt(token, `Invalid ${kind} key '${shorten(key)}' specified. Valid keys are ${valid}.`);
}

function splitKey(token: Token): { prefix?: string; key: string } {
  const text = token.text;
  const prefix = /^(?:`[^`]*`|[^.`'"]+)(?=\.)/.exec(text)?.[0];
  const key = prefix === undefined ? text : text.slice(prefix.length + 1);
  if (key === "") throw errorAt(token, `Invalid key in '${shorten(text)}'. A key must follow the dot.`);
  return { prefix: prefix?.replaceAll("`", ""), key: unquote(key, token) };
}

function unquote(key: string, token: Token): string {
  const isQuoted = /^[`"']/.test(key) && key.length > 2 && quotedEnd(key, 0) === key.length;
  if (isQuoted) return key.slice(1, -1);
  if (isPlainKey(key)) return key;
  throw errorAt(token, `Invalid key '${shorten(key)}'. ${KEY_ADVICE}`);
}
