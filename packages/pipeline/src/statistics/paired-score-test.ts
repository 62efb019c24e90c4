import { normalTail } from "./distributions.js";
import type { Discordant } from "./mcnemar.js";

/**
 * One-sided score test of two shares on the same n examples (Tango 1998): the chance, were the new one's share
 * above the old one's by exactly `bound`, of a difference (b - c) / n this large. With `bound` 0 it is McNemar's
 * test without correction; for a margin of non-inferiority `bound` is minus the margin. Unlike the interval of the
 * plain standard error it knows the noise when no example tells the models apart.
 */
export function pairedScoreTest({ b, c }: Discordant, n: number, bound: number): number {
  const margin = -bound;
  // The likeliest share that only the old one gets right, if the difference is the bound.
  const linear = b + c + margin * (2 * n - b + c);
  const root = Math.sqrt(Math.max(0, linear ** 2 - 8 * n * c * margin * (1 + margin)));
  const onlyOld = (linear + root) / (4 * n);
  const variance = n * (2 * onlyOld - margin * (1 + margin));
  const excess = b - c + n * margin;
  if (variance <= 0) return excess > 0 ? 0 : 0.5;
  return normalTail(excess / Math.sqrt(variance));
}
