import type { Reply } from "./send-webhook.js";

/** The answers after which MLflow tries again. */
const PASSING = new Set([429, 500, 502, 503, 504]);
/** Longest wait between attempts, in milliseconds, and longest one that a receiver may ask for. */
const LONGEST_BACKOFF = 60_000;
const LONGEST_RETRY_AFTER = 6 * 60 * 60 * 1000;

/** Whether a receiver took a delivery. */
export const isAccepted = ({ status }: Reply): boolean => status >= 200 && status < 300;

/** Whether another attempt may end better. No answer counts as one that passes. */
export const isPassing = (reply: Reply | undefined): boolean =>
  reply === undefined || PASSING.has(reply.status);

/**
 * The wait before the next attempt, in milliseconds: what the receiver asks for, else 1, 2, 4… seconds and up to one more.
 * @param failures how many attempts have failed
 */
export function waitBefore(failures: number, retryAfter: string | undefined, now = Date.now()): number {
  const asked = retryAfter === undefined ? undefined : readRetryAfter(retryAfter, now);
  if (asked !== undefined) return Math.min(Math.max(asked, 0), LONGEST_RETRY_AFTER);
  return Math.min(1000 * 2 ** (failures - 1) + 1000 * Math.random(), LONGEST_BACKOFF);
}

/** Retry-After in milliseconds from now: seconds, or a date. */
function readRetryAfter(text: string, now: number): number | undefined {
  if (/^\s*\d+\s*$/.test(text)) return 1000 * Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : date - now;
}
