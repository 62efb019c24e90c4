import { parseJson } from "@slipway/contract";

const STRING_OR_CONSTANT = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g;

/** Reads JSON as Python writes it: NaN and the infinities, which have no use here, come back as null. Undefined for what is no JSON. */
export function pythonJson(text: string): unknown {
  try {
    return parseJson(text.replace(STRING_OR_CONSTANT, (token) => (token.startsWith('"') ? token : "null")));
  } catch {
    return undefined;
  }
}

/** The same as an object by key; an empty one for anything else. */
export function pythonObject(value: unknown): Record<string, unknown> {
  const parsed = typeof value === "string" ? pythonJson(value) : value;
  return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
    ? (parsed as Record<string, unknown>)
    : {};
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A finite number, also from its text; null for anything else. */
export function finiteNumber(value: unknown): number | null {
  const text = typeof value === "string" ? value.trim() : String(value);
  if (typeof value === "boolean" || !DECIMAL.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

/** A whole number of 64 bits, also from its text; null for anything else. */
export function int64(value: unknown): number | bigint | null {
  const text = typeof value === "string" ? value.trim() : String(value);
  if (typeof value === "boolean" || !DECIMAL.test(text)) return null;
  const number = /^[+-]?\d+$/.test(text) ? BigInt(text.replace("+", "")) : wholePart(Number(text));
  return number === undefined || BigInt.asIntN(64, number) !== number ? null : number;
}

const wholePart = (number: number): bigint | undefined =>
  Number.isInteger(number) ? BigInt(number) : undefined;

/** The first characters of a text, counted as Python does; null for what is no text. */
export function bounded(value: unknown, length: number): string | null {
  if (typeof value !== "string") return null;
  return value.length <= length ? value : [...value].slice(0, length).join("");
}
