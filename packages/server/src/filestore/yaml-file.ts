import type { Int64 } from "@slipway/contract";
import { parse, stringify } from "yaml";
import { BrokenFile, problemOf } from "./finding.js";
import { exactInteger } from "./numbers.js";
import { readText } from "./read-text.js";

/** The fields of a meta.yaml. */
export class MetaFields {
  constructor(readonly fields: Record<string, unknown>) {}

  /** A text, or a number that an older release has written for one; null when it is absent. */
  text(name: string): string | null {
    const value = this.fields[name];
    if (value === null || value === undefined) return null;
    if (typeof value === "string" || typeof value === "bigint" || typeof value === "number")
      return String(value);
    throw new BrokenFile(`'${name}' is no text.`);
  }

  /** As {@link text}. @throws BrokenFile when it is absent */
  required(name: string): string {
    const value = this.text(name);
    if (value === null) throw new BrokenFile(`'${name}' is missing.`);
    return value;
  }

  integer(name: string): Int64 | null {
    const value = this.text(name);
    if (value === null) return null;
    const number = exactInteger(value);
    if (number === undefined) throw new BrokenFile(`'${name}' is ${value}, not a whole number.`);
    return number;
  }

  /** The texts of a mapping; nothing when it is absent. */
  texts(name: string): [key: string, value: string][] {
    const value = this.fields[name];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).map(([key, text]) => [key, String(text)]);
  }
}

/** Reads a file of MLflow's, which PyYAML wrote. @throws BrokenFile when it holds no mapping */
export function readMeta(file: string): MetaFields {
  const text = readText(file);
  let value: unknown;
  try {
    value = parse(text, { version: "1.1", intAsBigInt: true, maxAliasCount: 20, logLevel: "error" });
  } catch (error) {
    throw new BrokenFile(`It is no YAML: ${problemOf(error).split("\n")[0]}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new BrokenFile("It holds no mapping of fields.");
  return new MetaFields({ ...value });
}

/** The text of a meta.yaml as PyYAML writes it: keys sorted, single quotes where a text needs quotes. */
export const metaText = (fields: Record<string, unknown>): string =>
  stringify(fields, {
    version: "1.1",
    singleQuote: true,
    sortMapEntries: true,
    nullStr: "null",
    lineWidth: 80,
    aliasDuplicateObjects: false,
  });
