import { globOf } from "./glob.js";

/** Whether a page of this origin may call the server. */
export type KnownOrigins = (origin: string) => boolean;

const LOCAL = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * The origins of other pages that may call: those that the operator names, with `*` for any part of one, and those of
 * this machine where `local` says so, as in MLflow.
 */
export function knownOrigins(allowed: readonly string[], local: boolean): KnownOrigins {
  const exact = new Set(allowed);
  const patterns = allowed.filter((entry) => entry.includes("*")).map(globOf);
  return (origin) =>
    exact.has(origin) || patterns.some((pattern) => pattern.test(origin)) || (local && LOCAL.test(origin));
}
