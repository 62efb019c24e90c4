import { studentTail } from "./distributions.js";
import { mean, sampleDeviation } from "./mean.js";

export interface CorrectedTTest {
  mean: number;
  /** Of the mean, the correction included. */
  standardError: number;
  t: number;
  degreesOfFreedom: number;
  /** One-sided: the chance of a mean this far above `bound` were it the true one. */
  p: number;
}

/**
 * Corrected resampled t-test (Nadeau and Bengio 2003; Bouckaert and Frank 2004) of J paired differences:
 * t = (mean - bound) / sqrt((1 / J + n_test / n_train) s^2), with J - 1 degrees of freedom. Trainings on resamples
 * of one data set share most of their examples, so their differences vary less than those of fresh data would; the
 * second term makes up for it. NaN for differences that are all alike, which say nothing of the noise.
 * @param testToTrain size of the test part over that of the training part; for K folds 1 / (K - 1), 0 where
 * nothing but the seed differs
 */
export function correctedTTest(
  differences: readonly number[],
  testToTrain: number,
  bound = 0,
): CorrectedTTest {
  const centre = mean(differences);
  const degreesOfFreedom = differences.length - 1;
  const standardError = sampleDeviation(differences) * Math.sqrt(1 / differences.length + testToTrain);
  const t = standardError > 0 ? (centre - bound) / standardError : Number.NaN;
  return { mean: centre, standardError, t, degreesOfFreedom, p: studentTail(t, degreesOfFreedom) };
}
