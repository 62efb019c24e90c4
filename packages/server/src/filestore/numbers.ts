import type { Int64 } from "@slipway/contract";

const LIMIT = 2n ** 63n;

/** The whole number that a text is, exact; undefined for anything else, and beyond 64 bits. */
export function exactInteger(text: string): Int64 | undefined {
  if (!/^[+-]?\d{1,25}$/.test(text)) return undefined;
  const exact = BigInt(text.replace("+", ""));
  if (exact >= LIMIT || exact < -LIMIT) return undefined;
  const number = Number(exact);
  return Number.isSafeInteger(number) ? number : exact;
}

/** The double that a text is to Python's `float`; undefined for anything else. */
export function pythonFloat(text: string): number | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  const [, sign, word] = /^([+-]?)(nan|inf|infinity)$/i.exec(text) ?? [];
  if (word === undefined) return undefined;
  if (word.toLowerCase() === "nan") return Number.NaN;
  return sign === "-" ? -Infinity : Infinity;
}

/** A double as Python's `repr` writes it. */
export function pythonRepr(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const [digits = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? "-" : "+";
    return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const plain = exponent < 0 ? value.toFixed(Math.max(0, fraction(digits) - exponent)) : String(value);
  return plain.includes(".") ? plain : `${plain}.0`;
}

const fraction = (digits: string) => (digits.split(".")[1] ?? "").length;
