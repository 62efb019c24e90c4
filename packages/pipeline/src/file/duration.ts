const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;

/** What {@link parseDuration} reads, for JSON Schema. */
export const DURATION_PATTERN = "^(\\d+(\\.\\d+)?(ms|s|m|h|d))+$";

/** Milliseconds of a duration such as `90s`, `30m` or `1h30m`; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  if (!new RegExp(DURATION_PATTERN).test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(PART)) {
    total += Number(amount) * UNITS[unit as keyof typeof UNITS];
  }
  return total;
}

/** A duration as people write it, e.g. `1h30m`; the inverse of {@link parseDuration} for whole milliseconds. */
export function durationText(milliseconds: number): string {
  let rest = Math.round(milliseconds);
  let text = "";
  for (const unit of ["d", "h", "m", "s", "ms"] as const) {
    const amount = Math.floor(rest / UNITS[unit]);
    rest -= amount * UNITS[unit];
    if (amount > 0) text += `${amount}${unit}`;
  }
  return text || "0s";
}
