import type { Static, TObject, TOptional, TProperties, TSchema, TUnsafe } from "typebox";

// Plain JSON Schema at run time; TypeBox gives the types. Loading TypeBox itself would take longer than the
// whole of a short command.

/** A 64-bit integer: a number while it is exact, a bigint beyond 2^53. Never rounded. */
export type Int64 = number | bigint;

// TypeBox's own mark of an optional field; not enumerable, so that it is no part of the JSON Schema.
const OPTIONAL = "~optional";

/** What a field may add to its schema. */
export interface FieldOptions {
  /** The value when the field is unset, as in the protocol's own definition. */
  default?: unknown;
  /** An older name under which clients may still send the field. */
  alias?: string;
}

/** Marks, for the compiler, a field that a sender may leave out and a receiver always finds filled. */
export interface Filled {
  "~filled": true;
}
export type Field<Value, Options> = TUnsafe<Value> &
  (Options extends { default: unknown } ? Filled : unknown);

const field = <Value, Options extends FieldOptions>(schema: TSchema, options: Options) =>
  ({ ...schema, ...options }) as unknown as Field<Value, Options>;

const none: Record<never, never> = {};

/** A required, non-empty string: MLflow calls both a missing and an empty one "missing". */
export const Required = <const O extends FieldOptions = typeof none>(options: O = none as O) =>
  field<string, O>({ type: "string", minLength: 1 }, options);

/** A string. */
export const Text = <const O extends FieldOptions = typeof none>(options: O = none as O) =>
  field<string, O>({ type: "string" }, options);

/** int64 of proto JSON: digits as a number or a string. */
export const Int64 = <const O extends FieldOptions = typeof none>(options: O = none as O) =>
  field<Int64, O>({ type: "integer", format: "int64" }, options);

/** int32 of proto JSON: digits as a number or a string. */
export const Int32 = <const O extends FieldOptions = typeof none>(options: O = none as O) =>
  field<number, O>({ type: "integer", format: "int32" }, options);

/** double of proto JSON: NaN and the infinities travel as the strings "NaN", "Infinity", "-Infinity". */
export const Double = <const O extends FieldOptions = typeof none>(options: O = none as O) =>
  field<number, O>({ type: "number", format: "double" }, options);

/** A boolean; in a query string `true` or `false` in any case. */
export const Flag = <const O extends FieldOptions = typeof none>(options: O = none as O) =>
  field<boolean, O>({ type: "boolean" }, options);

/** An enum of proto JSON: written as its name, read as its name or its number. */
export const Enum = <const Names extends Record<string, number>, const O extends FieldOptions = typeof none>(
  names: Names,
  options: O = none as O,
) => field<keyof Names & string, O>({ type: "string", enum: Object.keys(names), numbers: names }, options);

/** A repeated field: absent and empty are the same on the wire, and an empty list in the program. */
export const List = <Item extends TSchema>(item: Item) =>
  ({ type: "array", items: item, default: [] }) as unknown as TUnsafe<Static<Item>[]> &
    Filled & { "~item": Item };

/** Any JSON value, carried as it is. */
export const Json = () => ({}) as TUnsafe<unknown>;

/** A JSON object with values of one schema. */
export const Dictionary = <Value extends TSchema>(value: Value) =>
  ({ type: "object", additionalProperties: value }) as unknown as TUnsafe<Record<string, Static<Value>>>;

/** A field that may be unset. */
export const Maybe = <Schema extends TSchema>(schema: Schema) =>
  Object.defineProperty({ ...schema }, OPTIONAL, { value: true }) as TOptional<Schema>;

/** A message: an object with these fields. */
export const Message = <Fields extends TProperties>(properties: Fields) => {
  const required = Object.keys(properties).filter((name) => !(OPTIONAL in (properties[name] ?? {})));
  return { type: "object", required, properties } as unknown as TObject<Fields>;
};

type Omittable<Schema> = Schema extends Filled | TOptional ? true : false;

/** What a sender may write for a schema: fields with a default, and lists, may be left out. */
export type Input<Schema extends TSchema> = Schema extends { "~item": infer Item extends TSchema }
  ? Input<Item>[]
  : Schema extends TObject<infer Fields>
    ? { [K in keyof Fields as Omittable<Fields[K]> extends true ? never : K]: Input<Fields[K]> } & {
        [K in keyof Fields as Omittable<Fields[K]> extends true ? K : never]?: Input<Fields[K]> | undefined;
      }
    : Static<Schema>;
