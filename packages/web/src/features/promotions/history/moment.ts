const DAY = /^\d{4}-\d\d-\d\d$/;
const MINUTE = 60_000;

/** The moment that an address names, in milliseconds since the epoch: a day alone stands for its end, here. */
export function readMoment(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = DAY.test(text) ? momentOf(text, "") : Date.parse(text);
  return time === undefined || Number.isNaN(time) ? undefined : time;
}

/** A moment for an address, which says the same in every zone. */
export const writeMoment = (time: number): string => new Date(time).toISOString();

/**
 * The end of a minute of a day, in the zone of the browser; without a time, of the whole day. Undefined for a day that
 * is not in the calendar, and while it is being typed.
 */
export function momentOf(day: string, time: string): number | undefined {
  const start = Date.parse(`${day}T${time || "23:59"}:00`);
  if (Number.isNaN(start) || !DAY.test(day) || dayOf(start) !== day) return undefined;
  return start + MINUTE - 1;
}

/** The day of a moment, in the zone of the browser: `2026-11-01`. */
export function dayOf(moment: number): string {
  const date = new Date(moment);
  return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
}

/** Its time of the day, to the minute: `09:30`. */
export function timeOf(moment: number): string {
  const date = new Date(moment);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

const two = (part: number): string => String(part).padStart(2, "0");
