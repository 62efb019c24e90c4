import type { Decision } from "@slipway/contract";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { findMetric } from "../evaluation/metrics/metric-by-name.js";
import { pairPredictions } from "../evaluation/pair-predictions.js";
import { pairedDifference } from "../evaluation/paired-difference.js";
import type { Predictions } from "../evaluation/predictions.js";
import { spoilRows } from "../evaluation/spoil-rows.js";
import { bootstrap } from "../statistics/bootstrap.js";
import { minimumDetectableEffect } from "../statistics/minimum-detectable-effect.js";

/** What is known of the held-out examples before anything is trained. */
export interface KnownNoise {
  /** Where from, for people. */
  source: string;
  examples: number;
  /** The share of examples that only one of two models got right. */
  disagreement?: number;
  /** By metric: the standard error of a difference of two models, times the root of the number of examples. */
  deviations: ReadonlyMap<string, number>;
  /** As `deviations`, of each slice, by its column and metric. */
  slices: ReadonlyMap<string, readonly SliceNoise[]>;
}

interface SliceNoise {
  slice: string;
  n: number;
  deviation: number;
}

/** Identifies a gate on slices among {@link KnownNoise.slices}. */
export const sliceKey = (by: string, metric: string): string => JSON.stringify([by, metric]);

/** What the evidence of a decision tells; undefined when it compared no rows, or keeps sealed what it saw. */
export function noiseOfDecision(decision: Decision, source: string): KnownNoise | undefined {
  const deviations = new Map<string, number>();
  const slices = new Map<string, SliceNoise[]>();
  let disagreement: number | undefined;
  for (const { gate, evidence } of decision.verdicts) {
    const { metric, n, standard_error: error, b, c, by, alpha, slices: found } = evidence;
    if (typeof metric === "string" && isCount(n)) {
      if (typeof error === "number" && error > 0) deviations.set(metric, error * Math.sqrt(Number(n)));
      if (metric === "accuracy" && isCount(b) && isCount(c))
        disagreement = (Number(b) + Number(c)) / Number(n);
    }
    if (
      gate === "slices" &&
      typeof by === "string" &&
      typeof metric === "string" &&
      typeof alpha === "number"
    ) {
      const noises = (Array.isArray(found) ? found : []).map((one) => sliceNoise(one, alpha));
      slices.set(
        sliceKey(by, metric),
        noises.filter((one) => one !== undefined),
      );
    }
  }
  const examples = Number(decision.evaluation?.examples ?? 0);
  if (examples === 0 || (deviations.size === 0 && disagreement === undefined && slices.size === 0))
    return undefined;
  return {
    source,
    examples,
    deviations,
    slices,
    ...(disagreement !== undefined && disagreement > 0 && { disagreement }),
  };
}

const isCount = (value: unknown): value is number | bigint =>
  typeof value === "number" || typeof value === "bigint";

function sliceNoise(value: unknown, alpha: number): SliceNoise | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { slice, n, minimum_detectable_effect: effect } = value as Record<string, unknown>;
  if (typeof slice !== "string" || !isCount(n) || typeof effect !== "number" || !(effect > 0))
    return undefined;
  return {
    slice,
    n: Number(n),
    deviation: (effect / minimumDetectableEffect(1, alpha)) * Math.sqrt(Number(n)),
  };
}

/** Enough for a standard error, which decides nothing here. */
const RESAMPLES = 1000;

/**
 * What the rows of one model alone tell: the noise of its difference to one that answers a share of the examples
 * otherwise.
 */
export async function noiseOfRows(
  rows: Predictions,
  { source, metrics, share }: { source: string; metrics: readonly string[]; share: number },
): Promise<KnownNoise> {
  const paired = pairPredictions(rows, spoilRows(rows, share));
  const examples = rows.ids.length;
  const deviations = new Map<string, number>();
  for (const name of metrics) {
    const { metric } = findMetric(name);
    if (!metric) continue;
    try {
      const { statistic, resampler } = pairedDifference(metric, paired);
      const { standardError } = await bootstrap(statistic, resampler, { seed: 1, resamples: RESAMPLES });
      if (standardError > 0) deviations.set(name, standardError * Math.sqrt(examples));
    } catch (error) {
      // What these rows cannot be measured by, the gate will say itself.
      if (!(error instanceof EvaluationError)) throw error;
    }
  }
  return { source, examples, deviations, slices: new Map() };
}
