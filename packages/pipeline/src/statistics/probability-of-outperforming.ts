import { normalQuantile } from "./distributions.js";

/** Wins, ties and losses of one recipe against another over paired trainings. */
export interface PairedTrainings {
  wins: number;
  ties: number;
  losses: number;
}

/**
 * P(A > B), the chance that a training of A beats one of B (Bouthillier et al. 2021): the share of wins, a tie being
 * half of one.
 */
export const probabilityOfOutperforming = ({ wins, ties, losses }: PairedTrainings): number =>
  (wins + ties / 2) / (wins + ties + losses);

/**
 * Percentile bootstrap interval of {@link probabilityOfOutperforming} over pairs (Bouthillier et al. 2021), without
 * drawing: what k resampled pairs come to has a distribution that is added up exactly; without ties it is
 * Bin(k, P) / k.
 * @param alpha what both sides together leave out
 */
export function outperformingInterval(trainings: PairedTrainings, alpha: number): [number, number] {
  const { wins, ties, losses } = trainings;
  const pairs = wins + ties + losses;
  // Chance of each number of half wins.
  let chances = Float64Array.of(1);
  for (let pair = 0; pair < pairs; pair++) {
    const next = new Float64Array(chances.length + 2);
    chances.forEach((chance, halves) => {
      [losses, ties, wins].forEach((count, gained) => {
        next[halves + gained] = (next[halves + gained] as number) + (chance * count) / pairs;
      });
    });
    chances = next;
  }
  const quantile = (p: number) => {
    let [sum, halves] = [0, -1];
    // What rounding leaves of the sum must not move a quantile.
    while (sum < p - 1e-12) sum += chances[++halves] as number;
    return Math.max(0, halves) / (2 * pairs);
  };
  return [quantile(alpha / 2), quantile(1 - alpha / 2)];
}

/**
 * How many paired trainings it takes to find a probability of outperforming of `gamma` (Noether 1987, as in
 * Bouthillier et al. 2021): ((z_(1-alpha) - z_beta) / (sqrt(6) (1/2 - gamma)))^2, rounded up.
 * @param beta the chance to miss it
 */
export const noetherSize = (gamma: number, alpha: number, beta: number): number =>
  Math.ceil(((normalQuantile(1 - alpha) - normalQuantile(beta)) / (Math.sqrt(6) * (0.5 - gamma))) ** 2);
