import type { Int64 } from "./scalars.js";

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);
const DIGITS = /^-?\d{1,20}$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NOT_FINITE: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

/** The string, or undefined when it is none. */
export function decodeText(value: unknown, coerceIntegers: boolean): string | undefined {
  if (typeof value === "string") return value;
  if (coerceIntegers && (typeof value === "bigint" || Number.isSafeInteger(value))) return String(value);
  return undefined;
}

/** The boolean, or undefined when it is none. */
export const decodeFlag = (value: unknown): boolean | undefined =>
  typeof value === "boolean" ? value : undefined;

/** An integer of 32 or 64 bits from a number, a bigint or digits; undefined when out of range or not whole. */
export function decodeInteger(value: unknown, bits: 32 | 64): Int64 | undefined {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) return undefined;
    return bits === 32 && (value | 0) !== value ? undefined : value;
  }
  if (typeof value === "string" && !DIGITS.test(value)) return undefined;
  if (typeof value !== "string" && typeof value !== "bigint") return undefined;
  return narrow(BigInt(value), bits);
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
  if (value in NOT_FINITE) return NOT_FINITE[value];
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
