import { UsageError } from "../command.js";

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/**
 * A moment that a user names, in milliseconds since the epoch: a day stands for its end, and a time is in the machine's
 * zone unless it names another one.
 * @throws UsageError
 */
export function parseMoment(text: string): number {
  const time = DAY.test(text) ? endOf(text) : TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new UsageError(
    `'${text}' is no day and no time`,
    "2026-11-01, 2026-11-01T12:30 or 2026-11-01T12:30:00Z",
  );
}

function endOf(day: string): number {
  const date = new Date(`${day}T00:00:00`);
  // Some days of the year have 23 hours, some 25. `2026-02-30` would be the second of March.
  if (Number.isNaN(date.getTime()) || date.getDate() !== Number(day.slice(8))) return Number.NaN;
  date.setDate(date.getDate() + 1);
  return date.getTime() - 1;
}
