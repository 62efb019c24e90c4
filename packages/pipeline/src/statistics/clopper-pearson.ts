import { betaQuantile } from "./distributions.js";

/**
 * Exact one-sided bound of a share at level 1 - alpha (Clopper and Pearson 1934), as quantiles of the beta
 * distribution: for none of n the lower one is 0, for all of them the upper one is 1.
 * @param hits how many of `n`; not whole when an effective sample size stands for `n`
 */
export function clopperPearsonBound(side: "lower" | "upper", hits: number, n: number, alpha: number): number {
  if (side === "lower") return hits <= 0 ? 0 : betaQuantile(alpha, hits, n - hits + 1);
  return hits >= n ? 1 : betaQuantile(1 - alpha, hits + 1, n - hits);
}
