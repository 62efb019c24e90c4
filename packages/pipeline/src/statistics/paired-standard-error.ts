import type { Discordant } from "./mcnemar.js";

/**
 * Standard error of the difference of two accuracies on the same n examples, in closed form:
 * sqrt(((b + c) / n - difference^2) / (n - 1)), which is that of the mean of the paired differences. With a normal
 * quantile it checks a bootstrap interval; it decides nothing.
 */
export function pairedStandardError({ b, c }: Discordant, n: number): number {
  const difference = (b - c) / n;
  return Math.sqrt(((b + c) / n - difference ** 2) / (n - 1));
}
