import { parse } from "yaml";
import { EvaluationError } from "../evaluation/evaluation-error.js";

/** One input, output or parameter of a model. */
export interface SignatureField {
  /** Unset for a model that takes a bare array or tensor. */
  name?: string;
  /** MLflow's name of the type, e.g. `double`, `array(long)`, `{a: string}`, `tensor(float32)`. */
  type: string;
  /** Of a tensor; -1 for a dimension of any size. */
  shape?: readonly number[];
  required: boolean;
}

/** What a model takes and returns (MLflow's model signature); all unset for a model without one. */
export interface ModelSignature {
  inputs?: readonly SignatureField[];
  outputs?: readonly SignatureField[];
  /** Parameters of inference. */
  params?: readonly SignatureField[];
}

/**
 * The signature in the text of an `MLmodel` file.
 * @throws EvaluationError when it is not one
 */
export function parseSignature(text: string, source: string): ModelSignature {
  let model: unknown;
  try {
    model = parse(text);
  } catch (error) {
    throw new EvaluationError(`the MLmodel file of ${source} is not YAML: ${(error as Error).message}`);
  }
  const signature = record(record(model)?.signature);
  if (!signature) return {};
  return {
    ...fieldsOf("inputs", signature.inputs, source),
    ...fieldsOf("outputs", signature.outputs, source),
    ...fieldsOf("params", signature.params, source),
  };
}

/** Each part is a text of JSON. */
function fieldsOf(part: keyof ModelSignature, text: unknown, source: string): ModelSignature {
  if (text === null || text === undefined) return {};
  try {
    const list: unknown = typeof text === "string" ? JSON.parse(text) : text;
    if (list === null) return {};
    if (Array.isArray(list)) return { [part]: list.map(fieldOf) };
  } catch {
    // As wrong as JSON that is no list.
  }
  throw new EvaluationError(`the MLmodel file of ${source} has a signature whose ${part} cannot be read`);
}

function fieldOf(entry: unknown): SignatureField {
  const field = record(entry) ?? {};
  const tensor = record(field["tensor-spec"]);
  return {
    ...(typeof field.name === "string" && { name: field.name }),
    type: tensor ? `tensor(${String(tensor.dtype)})` : typeText(field),
    ...(tensor && Array.isArray(tensor.shape) && { shape: tensor.shape.map(Number) }),
    required: field.required !== false && field.optional !== true,
  };
}

/** One text for a type however deep, whatever the order of its properties. */
function typeText(type: unknown): string {
  const { type: name, items, properties, values } = record(type) ?? {};
  if (name === "array") return `array(${typeText(items)})`;
  if (name === "map") return `map(${typeText(values)})`;
  if (name !== "object") return String(name);
  const fields = Object.entries(record(properties) ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}${record(value)?.required === false ? "?" : ""}: ${typeText(value)}`);
  return `{${fields.join(", ")}}`;
}

const record = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
