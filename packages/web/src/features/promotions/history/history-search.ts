import { readText } from "../../../app/read-text.js";

const DAY = 86_400_000;

/** Stretches of time that a timeline can show, in milliseconds; `all` is from the first entry on. */
export const RANGES = {
  all: undefined,
  "1y": 365 * DAY,
  "90d": 90 * DAY,
  "30d": 30 * DAY,
  "7d": 7 * DAY,
} as const;
export type Range = keyof typeof RANGES;

/** What the address of a history carries. */
export interface HistorySearch {
  /** The moment that is looked at. Absent: now. */
  at?: string;
  /** Absent: all. */
  range?: Exclude<Range, "all">;
}

/** Reads the address; what it does not know is left out. */
export function readHistorySearch(search: Record<string, unknown>): HistorySearch {
  const range = (Object.keys(RANGES) as Range[]).find((name) => name === search.range);
  return { at: readText(search.at), range: range === "all" ? undefined : range };
}
