/**
 * The level at which the best of `compared` candidates is tested, so that one that is no better is promoted with
 * probability alpha at most: alpha / compared (Bonferroni; Dunn 1961). It holds however the candidates depend on
 * each other.
 */
export const bonferroni = (alpha: number, compared: number): number => alpha / Math.max(1, compared);
