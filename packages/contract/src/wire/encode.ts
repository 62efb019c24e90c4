import type { Static, TSchema } from "typebox";
import type { JsonSchema } from "./decode.js";

/** Writes one value; undefined when it is to be left out. */
type Write = (value: unknown) => string | undefined;

/**
 * Compiles a schema into a function that writes one message as MLflow's server does: unset fields and empty
 * lists are left out, int64 are digits whatever their size, NaN and the infinities are strings.
 * Only fields of the schema are written.
 */
export function compileEncoder<Schema extends TSchema>(schema: Schema): (value: Static<Schema>) => string {
  const write = compile(schema as JsonSchema);
  return (value) => write(value) ?? "{}";
}

/** A piece of a long message has about so many characters: a millisecond's work. */
const PIECE = 65_536;

/**
 * Compiles a schema as {@link compileEncoder} does, for messages that may be long: their lists are written in pieces,
 * each when it is asked for. Joined they are the same text.
 */
export function compilePieces<Schema extends TSchema>(
  schema: Schema,
): (value: Static<Schema>) => Generator<string, void> {
  const fields = fieldsOf(schema as JsonSchema);
  return (value) => pieces(fields, value as Record<string, unknown>);
}

function* pieces(fields: readonly Field[], message: Record<string, unknown>): Generator<string, void> {
  let text = "{";
  let separator = "";
  for (const { name, label, write, item } of fields) {
    const value = message[name];
    if (value === undefined || value === null) continue;
    if (!item || !Array.isArray(value)) {
      const written = write(value);
      if (written === undefined) continue;
      text += separator + label + written;
    } else {
      if (value.length === 0) continue;
      text += `${separator}${label}[`;
      for (const [index, element] of value.entries()) {
        text += (index === 0 ? "" : ",") + (item(element) ?? "{}");
        if (text.length < PIECE) continue;
        yield text;
        text = "";
      }
      text += "]";
    }
    separator = ",";
  }
  yield `${text}}`;
}

interface Field {
  name: string;
  label: string;
  write: Write;
  /** What writes one element, of a list. */
  item?: Write;
}

const fieldsOf = (schema: JsonSchema): Field[] =>
  Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    label: `${JSON.stringify(name)}:`,
    write: compile(field),
    ...(field.type === "array" && { item: compile(field.items ?? {}) }),
  }));

function compile(schema: JsonSchema): Write {
  switch (schema.type) {
    case "object":
      return schema.properties ? compileObject(schema) : compileDictionary(schema);
    case "array":
      return compileList(compile(schema.items ?? {}));
    case "string":
      return (value) => (typeof value === "string" ? JSON.stringify(value) : undefined);
    case "integer":
      return (value) => (value === undefined || value === null ? undefined : String(value));
    case "number":
      return encodeDouble;
    case "boolean":
      return (value) => (typeof value === "boolean" ? String(value) : undefined);
    default:
      return encodeJson;
  }
}

function compileList(item: Write): Write {
  return (value) => {
    if (!Array.isArray(value) || value.length === 0) return undefined;
    return `[${value.map((element) => item(element) ?? "{}").join(",")}]`;
  };
}

function compileDictionary(schema: JsonSchema): Write {
  const write = compile(typeof schema.additionalProperties === "object" ? schema.additionalProperties : {});
  return (value) => {
    if (typeof value !== "object" || value === null) return undefined;
    const parts: string[] = [];
    for (const [key, element] of Object.entries(value)) {
      const written = write(element);
      if (written !== undefined) parts.push(`${JSON.stringify(key)}:${written}`);
    }
    return `{${parts.join(",")}}`;
  };
}

function compileObject(schema: JsonSchema): Write {
  const fields = fieldsOf(schema);
  return (value) => {
    if (typeof value !== "object" || value === null) return undefined;
    const record = value as Record<string, unknown>;
    let text = "";
    for (const field of fields) {
      const element = record[field.name];
      if (element === undefined || element === null) continue;
      const written = field.write(element);
      if (written !== undefined) text += text ? `,${field.label}${written}` : field.label + written;
    }
    return `{${text}}`;
  };
}

function encodeDouble(value: unknown): string | undefined {
  if (typeof value !== "number") return undefined;
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

/** Plain JSON, with what JSON cannot write in the form that {@link encodeDouble} gives it. */
const encodeJson = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, element) => {
    if (typeof element === "number" && !Number.isFinite(element)) return String(element);
    return typeof element === "bigint" ? String(element) : element;
  });
