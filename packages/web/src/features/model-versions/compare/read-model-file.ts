import { parse } from "yaml";

/** What a model's `MLmodel` file says that two versions can differ in. */
export interface ModelDescription {
  /** Columns and tensors by `input <name>`, `output <name>`, `parameter <name>`. */
  signature: Map<string, string>;
  /** The settings of its flavors, e.g. `sklearn.sklearn_version`, and of the file itself. */
  settings: Map<string, string>;
}

/** Reads an `MLmodel` file; what it does not know is left out. @throws YAMLParseError */
export function readModelFile(text: string): ModelDescription {
  const file = asRecord(parse(text, { maxAliasCount: 0 }));
  const signature = asRecord(file.signature);
  return {
    signature: new Map([
      ...fieldsOf("input", signature.inputs),
      ...fieldsOf("output", signature.outputs),
      ...fieldsOf("parameter", signature.params),
    ]),
    settings: new Map([
      ...scalarsOf("", pick(file, ["mlflow_version", "model_size_bytes"])),
      ...Object.entries(asRecord(file.flavors)).flatMap(([flavor, settings]) =>
        scalarsOf(`${flavor}.`, asRecord(settings)),
      ),
    ]),
  };
}

/** A list of MLflow's schema, which is JSON in a text. */
function fieldsOf(kind: string, list: unknown): [string, string][] {
  const fields = typeof list === "string" ? tryJson(list) : list;
  if (!Array.isArray(fields)) return [];
  return fields.map((one, index) => {
    const { name, type, required, ...rest } = asRecord(one);
    const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : "";
    const label = typeof name === "string" ? name : `#${index + 1}`;
    return [`${kind} ${label}`, `${writeValue(type)}${required === false ? ", optional" : ""}${more}`];
  });
}

const scalarsOf = (prefix: string, values: Record<string, unknown>): [string, string][] =>
  Object.entries(values)
    .filter(([, value]) => value !== null && typeof value !== "object")
    .map(([key, value]) => [`${prefix}${key}`, writeValue(value)]);

const pick = (values: Record<string, unknown>, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, values[key] ?? null]));

const writeValue = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "");

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
