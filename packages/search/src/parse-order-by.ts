import type { OrderTerm } from "./filter.js";
import type { Grammar } from "./grammar.js";
import { resolveKey } from "./resolve-key.js";
import { SearchError, shorten } from "./search-error.js";
import { TokenReader } from "./token-reader.js";

/**
 * Parses order_by clauses such as ``metrics.`f1 score` DESC``; ascending when not said. Throws a SearchError, whose
 * position is within its clause, also where the grammar does not allow a key twice.
 */
export function parseOrderBy(clauses: readonly string[] | undefined, grammar: Grammar): OrderTerm[] {
  const terms: OrderTerm[] = [];
  const seen = new Set<string>();
  for (const clause of clauses ?? []) {
    const term = parseClause(clause, grammar);
    const identity = `${term.entity}.${term.key}`;
    if (grammar.order.distinct && seen.has(identity)) {
      const message = `\`order_by\` contains duplicate fields: '${shorten(identity)}' is named more than once.`;
      throw new SearchError(message, 0, clause.length);
    }
    seen.add(identity);
    terms.push(term);
  }
  return terms;
}

/**
 * The order term for a field name as search of logged models sends it: an attribute, or `metrics.` and the metric's
 * name without quotes. Throws a SearchError for any other.
 */
export function parseOrderField(fieldName: string, grammar: Grammar, ascending = true): OrderTerm {
  const fail = (reason: string): SearchError =>
    new SearchError(`Invalid order by field name: ${shorten(fieldName)}${reason}`, 0, fieldName.length);
  const dot = fieldName.indexOf(".");
  const prefix = fieldName.slice(0, dot);
  for (const { kind, prefixes, fields, anyKey } of grammar.order.entities) {
    if (dot >= 0 && anyKey !== undefined && prefixes.includes(prefix) && fieldName.length > dot + 1) {
      return { entity: kind, key: fieldName.slice(dot + 1), ascending };
    }
    const field = fields?.find(({ key, aliases }) => key === fieldName || aliases?.includes(fieldName));
    if (field !== undefined) return { entity: kind, key: field.key, ascending };
  }
  if (dot >= 0) throw fail(". Only metrics are supported.");
  const valid = grammar.order.entities.flatMap(({ fields }) => fields?.map(({ key }) => key) ?? []);
  throw fail(`. Expected metrics.<name> or one of ${valid.join(", ")}.`);
}

function parseClause(clause: string, grammar: Grammar): OrderTerm {
  const reader = new TokenReader(clause);
  const key = reader.next();
  const direction = reader.next();
  const isKey = key?.type === "name" || (key?.type === "string" && key.text.startsWith('"'));
  if (key === undefined || !isKey || reader.peek() !== undefined) {
    const message = `Invalid order_by clause '${shorten(clause)}'. Could not be parsed. Expected a key, then ASC or DESC.`;
    throw new SearchError(message, 0, clause.length);
  }
  const word = direction?.text.toUpperCase() ?? "ASC";
  if (word !== "ASC" && word !== "DESC") {
    const message = `Invalid ordering key in order_by clause '${shorten(clause)}'. Expected ASC or DESC.`;
    throw new SearchError(message, direction?.start ?? 0, word.length);
  }
  const { kind, field } = resolveKey(key, grammar.order.entities);
  return { entity: kind, key: field.key, ascending: word === "ASC" };
}
