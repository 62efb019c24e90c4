const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const DATE = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });

/** How long before `now` a time was; beyond a month its date. Both are milliseconds since the epoch. */
export function formatAge(time: number, now: number): string {
  const age = now - time;
  const size = Math.abs(age);
  if (size < 45_000) return "just now";
  if (size < HOUR) return RELATIVE.format(-Math.round(age / MINUTE), "minute");
  if (size < DAY) return RELATIVE.format(-Math.round(age / HOUR), "hour");
  if (size < MONTH) return RELATIVE.format(-Math.round(age / DAY), "day");
  return DATE.format(time);
}

/** A time in UTC, to the second, e.g. `2026-03-01 08:15:00 UTC`. */
export function formatUtc(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
