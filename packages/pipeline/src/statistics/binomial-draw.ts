import { logFactorial } from "./distributions.js";
import type { Random } from "./random.js";

/**
 * Draws from Bin(n, p) exactly, by inversion that starts at the mode and searches outwards (Kemp 1986, "A modal
 * method for generating binomial variables"): about sqrt(n p (1 - p)) steps a draw.
 */
export function drawBinomial(random: Random, n: number, p: number): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  let [up, down] = [mode, mode];
  const atMode = Math.exp(
    logFactorial(n) -
      logFactorial(mode) -
      logFactorial(n - mode) +
      mode * Math.log(p) +
      (n - mode) * Math.log1p(-p),
  );
  let [aboveWeight, belowWeight] = [atMode, atMode];
  let left = random.uniform() - atMode;
  while (left >= 0) {
    if (down === 0 && up === n) return mode;
    if (up < n) {
      aboveWeight *= ((n - up) / (up + 1)) * odds;
      up++;
      left -= aboveWeight;
      if (left < 0) return up;
    }
    if (down > 0) {
      belowWeight *= down / ((n - down + 1) * odds);
      down--;
      left -= belowWeight;
      if (left < 0) return down;
    }
  }
  return mode;
}
