import * as fc from "fast-check";
import type { Comparator, Filter } from "../filter.js";
import type { Entity, FilterField, Grammar } from "../grammar.js";
import { experimentGrammar } from "../grammars/experiment-grammar.js";
import { loggedModelGrammar } from "../grammars/logged-model-grammar.js";
import { modelVersionGrammar } from "../grammars/model-version-grammar.js";
import { registeredModelGrammar } from "../grammars/registered-model-grammar.js";
import { runGrammar } from "../grammars/run-grammar.js";

/** Every grammar there is. */
export const GRAMMARS: readonly Grammar[] = [
  runGrammar,
  experimentGrammar,
  registeredModelGrammar,
  modelVersionGrammar,
  loggedModelGrammar,
];

/** A comparison without its place in a text. */
export type Clause = Pick<Filter & { type: "comparison" }, "entity" | "key" | "comparator" | "value">;

// Any text that fits in one kind of quote and does not end in a backslash.
const quotable = fc
  .string({
    unit: fc.constantFrom("a", "B", "7", "é", "日", "😀", " ", "'", "_", "%", ".", "\\", "-", "/", "\n", "`"),
  })
  .filter((text) => !text.endsWith("\\") && !text.includes("\\'"));
const key = fc
  .oneof(fc.constantFrom("accuracy", "mlflow.source.git", "in", "2d_iou", "m.1", "order"), quotable)
  .filter((text) => text !== "" && !(text.includes("`") && text.includes('"')));

/** Clauses that a grammar allows. */
export function arbitraryClauses(grammar: Grammar): fc.Arbitrary<Clause[]> {
  return fc.array(clauseIn(grammar), { maxLength: 6 });
}

/** Filters that a grammar allows, of any shape. */
export function arbitraryFilter(grammar: Grammar): fc.Arbitrary<Filter> {
  const { filter } = fc.letrec<{ filter: Filter }>((tie) => {
    const operands = fc.array(tie("filter"), { minLength: 2, maxLength: 4 });
    return {
      filter: fc.oneof(
        { maxDepth: 5 },
        clauseIn(grammar).map((clause): Filter => ({ type: "comparison", ...clause, start: 0, end: 0 })),
        operands.map((list): Filter => ({ type: "and", operands: list })),
        operands.map((list): Filter => ({ type: "or", operands: list })),
        tie("filter").map((operand): Filter => ({ type: "not", operand })),
      ),
    };
  });
  return filter;
}

const clauseIn = (grammar: Grammar): fc.Arbitrary<Clause> => fc.oneof(...grammar.filter.map(clauseOf));

function clauseOf(entity: Entity<FilterField>): fc.Arbitrary<Clause> {
  const fields = entity.fields?.map((field) => fc.constant(field)) ?? [
    key.map((name): FilterField => ({ comparators: [], value: "string", ...entity.anyKey, key: name })),
  ];
  return fc.oneof(...fields).chain((field) =>
    fc.constantFrom(...field.comparators).chain((comparator) =>
      valueFor(field, comparator).map((value) => ({
        entity: entity.kind,
        key: field.key,
        comparator,
        value,
      })),
    ),
  );
}

function valueFor(field: FilterField, comparator: Comparator): fc.Arbitrary<Clause["value"]> {
  const isList = comparator === "IN" || comparator === "NOT IN";
  if (comparator.startsWith("IS")) return fc.constant(null);
  if (field.value === "number") return fc.double({ noNaN: true }).map((number) => number + 0);
  if (field.value === "integer") return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(narrow);
  const text = textOf(field, isList);
  return isList ? fc.array(text, { minLength: field.lax ? 0 : 1, maxLength: 4 }) : text;
}

/** As parsers give whole numbers: a bigint only where a number would not be exact. */
const narrow = (exact: bigint): number | bigint =>
  Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;

function textOf(field: FilterField, isList: boolean): fc.Arbitrary<string> {
  if (field.value === "experiment-id")
    return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
  if (field.onlyKnown) return fc.constantFrom(...(field.known ?? []));
  return isList ? fc.string({ unit: "binary" }) : quotable;
}
