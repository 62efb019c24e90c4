import type { Static, TSchema } from "typebox";
import { ApiError } from "../errors.js";
import { decodeDouble, decodeEnum, decodeFlag, decodeInteger, decodeText } from "./decode-scalar.js";

/** One step of decoding: the value at `path`, or {@link REJECTED} when it has the wrong type. */
type Step = (value: unknown, path: string) => unknown;

/** How tolerant a decoder is of values that a newer peer may send. */
export interface DecodeOptions {
  /** Keep the name of an enum value that the schema does not know (for answers of other servers). */
  keepUnknownEnums?: boolean;
}

/**
 * Compiles a schema into a function that reads one message the way MLflow's server does: unknown fields are
 * ignored, null is unset, lists default to empty, numbers may be strings.
 * @returns a function that throws {@link ApiError} INVALID_PARAMETER_VALUE naming the field and the value.
 */
export function compileDecoder<Schema extends TSchema>(
  schema: Schema,
  options: DecodeOptions = {},
): (value: unknown) => Static<Schema> {
  const step = compile(schema as JsonSchema, options);
  return (value) => step(value, "") as Static<Schema>;
}

/** The part of JSON Schema that the contract uses. */
export interface JsonSchema {
  type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  format?: string;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  required?: string[];
  items?: JsonSchema;
  numbers?: Record<string, number>;
  minLength?: number;
  default?: unknown;
  alias?: string;
}

function compile(schema: JsonSchema, options: DecodeOptions): Step {
  switch (schema.type) {
    case "object":
      return schema.properties ? compileObject(schema, options) : compileDictionary(schema, options);
    case "array":
      return compileList(compile(schema.items ?? {}, options));
    case "string":
      return schema.numbers
        ? scalar((value) => decodeEnum(value, schema.numbers ?? {}, options.keepUnknownEnums ?? false))
        : scalar(decodeText);
    case "integer":
      return scalar((value) => decodeInteger(value, schema.format === "int32" ? 32 : 64));
    case "number":
      return scalar(decodeDouble);
    case "boolean":
      return scalar(decodeFlag);
    default:
      return (value) => value;
  }
}

function scalar(decode: (value: unknown) => unknown): Step {
  return (value, path) => {
    const decoded = decode(value);
    if (decoded === undefined) throw wrongType(path, value);
    return decoded;
  };
}

function compileList(item: Step): Step {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrongType(path, value);
    return value.map((element, index) => item(element, `${path}[${index}]`));
  };
}

function compileDictionary(schema: JsonSchema, options: DecodeOptions): Step {
  const values = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  const step = compile(values, options);
  return (value, path) => {
    if (!isRecord(value)) throw wrongType(path, value);
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, step(v, join(path, key))]));
  };
}

function compileObject(schema: JsonSchema, options: DecodeOptions): Step {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    camel: name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    alias: field.alias,
    step: compile(field, options),
    fallback: field.default,
    list: field.type === "array",
    required: required.has(name) && field.default === undefined,
    filled: field.minLength !== undefined,
  }));
  return (value, path) => {
    if (!isRecord(value)) throw wrongType(path, value);
    const message: Record<string, unknown> = {};
    for (const field of fields) {
      const raw = read(value, field);
      if (raw === undefined || raw === null || (raw === "" && field.filled)) {
        if (field.required) throw missing(join(path, field.name));
        if (field.list) message[field.name] = [];
        else if (field.fallback !== undefined) message[field.name] = field.fallback;
        continue;
      }
      message[field.name] = field.step(raw, join(path, field.name));
    }
    return message;
  };
}

/** The field under its own name, the camel-case one that proto JSON also allows, or its older name. */
function read(
  value: Record<string, unknown>,
  field: { name: string; camel: string; alias?: string },
): unknown {
  const own = Object.hasOwn(value, field.name) ? value[field.name] : undefined;
  if (field.camel !== field.name && Object.hasOwn(value, field.camel)) {
    if (own !== undefined) {
      const both = `Request specifies both '${field.name}' and '${field.camel}'; provide only one of them.`;
      throw new ApiError("INVALID_PARAMETER_VALUE", both);
    }
    return value[field.camel];
  }
  const unset = own === undefined || own === null || own === "";
  return unset && field.alias && Object.hasOwn(value, field.alias) ? value[field.alias] : own;
}

const join = (path: string, name: string) => (path ? `${path}.${name}` : name);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const DOCS = "See the API docs for more information about request parameters.";

const missing = (path: string) =>
  new ApiError("INVALID_PARAMETER_VALUE", `Missing value for required parameter '${path}'. ${DOCS}`);

function wrongType(path: string, value: unknown): ApiError {
  if (!path)
    return new ApiError("BAD_REQUEST", `The request must be a JSON object, got ${pythonType(value)}.`);
  const shown = show(value);
  const short = shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown;
  const hint = `Hint: Value was of type '${pythonType(value)}'.`;
  return new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Invalid value ${short} for parameter '${path}' supplied:  ${hint} ${DOCS}`,
  );
}

/** Characters of a wrong value that its error repeats. */
const SHOWN = 1000;

function show(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  try {
    return JSON.stringify(value, digits);
  } catch (error) {
    // JSON is parsed at any depth, but written only as deep as the stack is.
    if (error instanceof RangeError) return "…";
    throw error;
  }
}

const digits = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

/** MLflow's hints name Python types; clients' tests match on them. */
function pythonType(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return "dict";
}
