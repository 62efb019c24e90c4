/** What may be logged as a param or a tag; written as text. */
export type Value = string | number | boolean | bigint;

/** A value as it is stored. */
export const textOf = (value: Value): string => String(value);

/** Params or tags as the protocol lists them. */
export const keyValues = (values: Readonly<Record<string, Value>>): { key: string; value: string }[] =>
  Object.entries(values).map(([key, value]) => ({ key, value: textOf(value) }));
