import { betaQuantile } from "./distributions.js";
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

/**
 * The fewest of m examples that tell two models apart which the new one must win for the exact test to reach a
 * level; undefined when even all of them would not do.
 */
export function fewestWins(m: number, alpha: number): number | undefined {
  if (fairTail(m, m) > alpha) return undefined;
  let [tooFew, enough] = [Math.ceil(m / 2) - 1, m];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (fairTail(m, middle) <= alpha) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/**
 * The smallest true gain, a share of n examples, that the exact one-sided test finds with the given power when m of
 * them tell the models apart: the chance to win each of them at which P[Bin(m, chance) >= {@link fewestWins}] is the
 * power, which is a quantile of the beta distribution (Clopper and Pearson 1934). Undefined when no gain is found so.
 */
export function mcnemarDetectable(m: number, n: number, alpha: number, power = 0.8): number | undefined {
  const wins = fewestWins(m, alpha);
  if (wins === undefined) return undefined;
  const chance = betaQuantile(power, wins, m - wins + 1);
  return ((2 * chance - 1) * m) / n;
}
