import { countText } from "../gates/verdict-text.js";

/** A p-value in words: `about once in 5,000 times`. */
export function chanceText(p: number): string {
  if (p <= 1e-6) return "less than once in a million times";
  if (p > 0.1) return `about ${Math.round(p * 100)} times in 100`;
  const times = 1 / p;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(times)) - 1);
  return `about once in ${countText(Math.round(Math.floor(times / unit) * unit))} times`;
}
