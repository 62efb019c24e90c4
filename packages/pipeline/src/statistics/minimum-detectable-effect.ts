import { normalQuantile, normalUpperQuantile } from "./distributions.js";

/**
 * The smallest true difference that a one-sided test finds with the given power: (z_(1-alpha) + z_power) times the
 * standard error (Cohen 1988). For two models that disagree on a share d of n paired examples, the standard error
 * of the difference of their accuracies is at most sqrt(d / n).
 */
export const minimumDetectableEffect = (standardError: number, alpha: number, power = 0.8): number =>
  (normalUpperQuantile(alpha) + normalQuantile(power)) * standardError;
