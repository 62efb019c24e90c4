import { isUnsent } from "./unsent.js";

/** How often and how long a call is tried again. Times are seconds. */
export interface Retries {
  /** Tries after the first one. */
  max: number;
  /** The second wait; each further wait is twice the one before. The first retry comes at once. */
  backoff: number;
  /** Up to this much is added to each wait, at random, so that clients do not come back together. */
  jitter: number;
  /** Limit for one try that carries JSON; streams have none. */
  timeout: number;
}

/** MLflow's own defaults: seven retries in about four minutes, for rate limits of more than a minute. */
export const DEFAULT_RETRIES: Retries = { max: 7, backoff: 4, jitter: 1, timeout: 120 };

const LONGEST_WAIT = 120;
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);
/** Statuses which say that the server has not begun with the request. */
const UNPROCESSED = new Set([408, 429]);

/** How one try ended, as far as it matters for another one. */
export type Ending = { status: number } | { failure: unknown };

/**
 * Whether another try is safe and promising. A call that must not happen twice is tried again only when it is
 * certain that it has not happened.
 */
export function isWorthRetrying(ending: Ending, repeatable: boolean): boolean {
  if ("status" in ending) return (repeatable ? TRANSIENT : UNPROCESSED).has(ending.status);
  return repeatable || isUnsent(ending.failure);
}

/** Seconds to wait before retry `n` (from 1); the server's own wish comes first. */
export function waitBefore(n: number, retries: Retries, retryAfter: string | null | undefined): number {
  const wished = secondsOf(retryAfter);
  if (wished !== undefined) return Math.min(LONGEST_WAIT, wished);
  const backoff = n === 1 ? 0 : retries.backoff * 2 ** (n - 2);
  return Math.min(LONGEST_WAIT, backoff + Math.random() * retries.jitter);
}

/** A Retry-After header: seconds, or a date. */
function secondsOf(retryAfter: string | null | undefined): number | undefined {
  if (!retryAfter) return undefined;
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1000);
}
