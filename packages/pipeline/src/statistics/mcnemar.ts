import { fairTail } from "./fair-binomial.js";

/** The examples that tell two models apart: `b` only the new one gets right, `c` only the old one. */
export interface Discordant {
  b: number;
  c: number;
}

/**
 * Exact one-sided McNemar test (McNemar 1947, with the exact binomial null): the chance, were both models equally
 * good, that the new one wins at least b of the b + c examples that tell them apart, P[Bin(b + c, 1/2) >= b].
 * 1 when none does. For "the new one is worse", swap b and c.
 */
export const mcnemarOneSided = ({ b, c }: Discordant): number => fairTail(b + c, b);

/** Exact two-sided McNemar test: min(1, 2 P[Bin(b + c, 1/2) <= min(b, c)]). 1 when no example tells them apart. */
export const mcnemarTwoSided = ({ b, c }: Discordant): number =>
  Math.min(1, 2 * fairTail(b + c, Math.max(b, c)));

/**
 * How many examples must tell two models apart before the exact test can reach a level at all: with fewer, even
 * winning every one of them has p = 2^-m > alpha.
 */
export const fewestDiscordant = (alpha: number): number => {
  // Powers of two are exact, a logarithm is not.
  let m = 0;
  while (2 ** -m > alpha) m++;
  return m;
};
