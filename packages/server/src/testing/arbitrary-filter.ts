import fc from "fast-check";

/** A filter beside what it means. */
export interface MeantFilter<T> {
  text: string;
  holds: (of: T) => boolean;
}

/** Filters that AND, OR, NOT and parentheses make of simple ones. */
export function arbitraryFilter<T>(simple: readonly MeantFilter<T>[]): fc.Arbitrary<MeantFilter<T>> {
  const { filter } = fc.letrec<{ filter: MeantFilter<T> }>((tie) => {
    const operands = fc.array(tie("filter"), { minLength: 2, maxLength: 3 });
    return {
      filter: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(...simple),
        tie("filter").map(({ text, holds }) => ({ text: `NOT (${text})`, holds: (of: T) => !holds(of) })),
        operands.map((list) => ({
          text: list.map(({ text }) => `(${text})`).join(" AND "),
          holds: (of: T) => list.every(({ holds }) => holds(of)),
        })),
        operands.map((list) => ({
          text: list.map(({ text }) => `(${text})`).join(" OR "),
          holds: (of: T) => list.some(({ holds }) => holds(of)),
        })),
      ),
    };
  });
  return filter;
}
