import type { Int64 } from "./scalars.js";

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);
const DIGITS = /^(-?\d{1,20})(?:\.0+)?$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NOT_FINITE = /^([+-]?)(nan|inf|infinity)$/i;

/** The string, or undefined when it is none. */
export const decodeText = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;

/** The boolean, or undefined when it is none. */
export const decodeFlag = (value: unknown): boolean | undefined =>
  typeof value === "boolean" ? value : undefined;

/** An integer of 32 or 64 bits from a number, a bigint or digits; undefined when out of range or not whole. */
export function decodeInteger(value: unknown, bits: 32 | 64): Int64 | undefined {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) return undefined;
    return bits === 32 && (value | 0) !== value ? undefined : value;
  }
  if (typeof value === "bigint") return narrow(value, bits);
  const whole = typeof value === "string" ? DIGITS.exec(value)?.[1] : undefined;
  return whole === undefined ? undefined : narrow(BigInt(whole), bits);
}

function narrow(value: bigint, bits: 32 | 64): Int64 | undefined {
  if (bits === 32) return BigInt.asIntN(32, value) === value ? Number(value) : undefined;
  if (value > INT64_MAX || value < INT64_MIN) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/**
 * A double from a number, a numeric string, or the names that proto JSON gives to what JSON cannot write.
 * A JSON number too large for a double is refused rather than taken as infinity.
 */
export function decodeDouble(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "string") return undefined;
  const special = NOT_FINITE.exec(value);
  if (special)
    return special[2]?.toLowerCase() === "nan" ? Number.NaN : special[1] === "-" ? -Infinity : Infinity;
  if (!NUMBER.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The name of an enum value given by name or number. */
export function decodeEnum(
  value: unknown,
  numbers: Record<string, number>,
  keepUnknown: boolean,
): string | undefined {
  if (typeof value === "string") {
    if (Object.hasOwn(numbers, value)) return value;
    if (keepUnknown) return value;
  }
  const number = typeof value === "string" && DIGITS.test(value) ? Number(value) : value;
  if (typeof number !== "number") return undefined;
  return Object.keys(numbers).find((name) => numbers[name] === number);
}
