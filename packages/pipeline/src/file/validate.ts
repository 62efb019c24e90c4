import { Ajv, type ErrorObject } from "ajv";
import type { TSchema } from "typebox";
import { type Finding, type Path, pathText } from "./finding.js";
import { nearestName } from "./nearest-name.js";
import { plannedKey } from "./planned-keys.js";
import type { YamlSource } from "./yaml-source.js";

/** What a schema says of a file. */
export interface Validation {
  findings: Finding[];
  /** Whether everything that is known has the right type, so that the file can be looked at further. */
  typesAreRight: boolean;
}

/** Holds a file against its schema: one finding for each unknown key, missing key and wrong value. */
export function validate(schema: TSchema, value: unknown, source: YamlSource): Validation {
  const check = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(schema);
  if (check(value)) return { findings: [], typesAreRight: true };
  // What is wrong inside a choice is said once, of the choice.
  const errors = (check.errors ?? []).filter((error) => !/\/(anyOf|oneOf)\/\d/.test(error.schemaPath));
  return {
    findings: errors.map((error) => findingOf(error, value, source)),
    typesAreRight: errors.every((error) => error.keyword === "additionalProperties"),
  };
}

function findingOf(error: ErrorObject, root: unknown, source: YamlSource): Finding {
  const path = pathOf(error.instancePath, root);
  const expected = describe(error);
  switch (error.keyword) {
    case "additionalProperties":
      return unknownKey(error, [...path, String(error.params.additionalProperty)], source);
    case "required": {
      const missing = String(error.params.missingProperty);
      const meaning = describeProperty(error, missing);
      return source.keyFinding("error", path, `${name(path)} lacks \`${missing}\``, meaning);
    }
    case "maxProperties":
    case "minProperties":
      return source.finding("error", path, `${name(path)} must be ${expected}`);
    default:
      return source.finding("error", path, `${name(path)} must be ${expected}, not ${shown(error.data)}`);
  }
}

function unknownKey(error: ErrorObject, path: Path, source: YamlSource): Finding {
  const key = String(path.at(-1));
  const planned = plannedKey(path);
  if (planned) {
    const severity = planned.harmless ? "warning" : "error";
    const hint = planned.harmless ? "it is ignored" : "leave it out until it is";
    return source.keyFinding(severity, path, `\`${key}\` is known, not available in this version`, hint);
  }
  const known = Object.keys((error.parentSchema?.properties ?? {}) as Record<string, unknown>);
  const nearest = nearestName(key, known);
  const hint = nearest ? `did you mean \`${nearest}\`?` : `known here: ${known.join(", ")}`;
  return source.keyFinding("error", path, `unknown key \`${key}\``, hint);
}

/** A JSON pointer as a path: an index of a list is a number. */
function pathOf(pointer: string, root: unknown): Path {
  const steps = pointer.split("/").slice(1);
  let value = root;
  return steps.map((step) => {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    const isIndex = Array.isArray(value);
    value = (value as Record<string, unknown>)[key];
    return isIndex ? Number(key) : key;
  });
}

const name = (path: Path): string => (path.length === 0 ? "the file" : `\`${pathText(path)}\``);

function describe(error: ErrorObject): string {
  const description = error.parentSchema?.description;
  if (typeof description === "string") return description;
  if (error.keyword === "enum") return (error.params.allowedValues as unknown[]).join(" or ");
  return (error.message ?? "right").replace(/^must (be )?/, "");
}

function describeProperty(error: ErrorObject, property: string): string | undefined {
  const properties = (error.parentSchema?.properties ?? {}) as Record<string, { description?: string }>;
  const description = properties[property]?.description;
  return description ? `\`${property}\` is ${description}` : undefined;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
