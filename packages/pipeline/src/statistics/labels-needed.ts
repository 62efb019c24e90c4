import { normalQuantile, normalUpperQuantile } from "./distributions.js";

export interface HoeffdingQuestion {
  /** How far a measured value may be from the true one. */
  epsilon: number;
  /** How sure that must be, e.g. 0.99. */
  reliability: number;
  /** For how many models it must hold at once. */
  models: number;
  /** The factor of each measured accuracy in the condition: `[1]` for n, `[1, -1]` for n - o. */
  coefficients?: readonly number[];
  /** Of how many clauses the condition is made; 1 unless given. */
  clauses?: number;
}

/**
 * Labels with which every measured value is within epsilon of the true one, whatever the models: the largest k_j^2
 * r^2 ln(1 / delta_j) / (2 epsilon^2) over the r accuracies of a clause, with delta_j = (1 - reliability) / (r x
 * clauses x models) (Hoeffding 1963; Renggli et al., MLSys 2019). Rounded up.
 */
export function hoeffdingLabels(question: HoeffdingQuestion): number {
  const { epsilon, reliability, models, coefficients = [1], clauses = 1 } = question;
  const variables = coefficients.length;
  const factor = Math.max(...coefficients.map((k) => k ** 2)) * variables ** 2;
  const logs = Math.log(variables * clauses) + Math.log(models) - Math.log(1 - reliability);
  return Math.ceil((factor * logs) / (2 * epsilon ** 2));
}

export interface BennettQuestion {
  epsilon: number;
  reliability: number;
  models: number;
  /** At most this share of examples tells the two models apart; it bounds the variance of their difference. */
  disagreement: number;
}

/**
 * Examples with which the measured difference of two models' accuracies is within epsilon of the true one, when
 * they disagree on a share p at most: ln(4 models / (1 - reliability)) / (p h(epsilon / p)), h(u) = (1 + u) ln(1 +
 * u) - u (Bennett 1962; Renggli et al., MLSys 2019; the 4 is two-sided, and half of the error is left for p). Only
 * where they disagree a label is needed. Rounded up.
 */
export function bennettLabels({ epsilon, reliability, models, disagreement }: BennettQuestion): number {
  const u = epsilon / disagreement;
  const h = (1 + u) * Math.log1p(u) - u;
  return Math.ceil((Math.log(4 * models) - Math.log(1 - reliability)) / (disagreement * h));
}

/**
 * Examples with which a one-sided test at level alpha finds a true gain with the given power, when a share of them
 * tells the models apart: ((z_(1-alpha) + z_power) / gain)^2 x share (Cohen 1988). Rounded up.
 */
export const labelsToDetect = (gain: number, disagreement: number, alpha: number, power = 0.8): number =>
  Math.ceil(((normalUpperQuantile(alpha) + normalQuantile(power)) / gain) ** 2 * disagreement);
