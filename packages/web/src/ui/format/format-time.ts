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

const DAY_AND_TIME = new Intl.DateTimeFormat("en-CA", {
  dateStyle: "short",
  timeStyle: "short",
  hourCycle: "h23",
});
const CLOCK = new Intl.DateTimeFormat("en-CA", { timeStyle: "medium", hourCycle: "h23" });

/**
 * A local time as precise as it is told from others in a stretch of that many milliseconds: its day, its minute, or its
 * second; day and minute when not given.
 */
export function formatStamp(time: number, stretch?: number): string {
  if (stretch === undefined) return DAY_AND_TIME.format(time).replace(",", "");
  if (stretch > 4 * DAY) return DATE.format(time);
  return stretch > HOUR ? DAY_AND_TIME.format(time).replace(",", "") : CLOCK.format(time);
}

/** A time in UTC, to the second, e.g. `2026-03-01 08:15:00 UTC`. */
export function formatUtc(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
