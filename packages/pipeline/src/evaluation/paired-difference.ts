import type { Discordant } from "../statistics/mcnemar.js";
import { countResampler, groupResampler, type Resampler, rowResampler } from "../statistics/resampling.js";
import { type Metric, measure } from "./metrics/metric.js";
import type { PairedPredictions } from "./pair-predictions.js";
import { EvaluationError } from "./predictions.js";
import { differenceOfMeans, differenceOfScores, type RowComparison } from "./row-comparison.js";

/** How two models differ in one metric on the same examples, prepared for resampling. */
export interface PairedDifference {
  candidate: number;
  champion: number;
  rows: number;
  /** How many groups the rows form, when they are grouped. */
  groups?: number;
  /** Independent units, groups or else rows, on which the models differ at all as far as the metric sees. */
  differing: number;
  /** Rows that only one of them gets right, when the metric is a mean of zeros and ones. */
  discordant?: Discordant;
  resampler: Resampler;
  /** Candidate minus champion under the weights of a resample. */
  statistic(weights: Float64Array): number;
}

/** @throws EvaluationError when the metric is not defined for the rows of either. */
export function pairedDifference(metric: Metric, paired: PairedPredictions): PairedDifference {
  const values = {
    candidate: finite(metric.name, "candidate", measure(metric, paired.candidate)),
    champion: finite(metric.name, "champion", measure(metric, paired.champion)),
  };
  const compared = metric.perExample
    ? differenceOfMeans(metric.perExample, paired)
    : differenceOfScores(metric, paired);
  const rows = paired.candidate.ids.length;
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const differing = all.filter(compared.differs);
  const { groups } = paired.candidate;
  if (groups) {
    const { of, count } = numbered(groups);
    return {
      ...values,
      rows,
      groups: count,
      differing: new Set([...differing].map((row) => of[row])).size,
      discordant: compared.discordant,
      resampler: groupResampler(of),
      statistic: compared.over(all),
    };
  }
  return {
    ...values,
    rows,
    differing: differing.length,
    discordant: compared.discordant,
    ...byKind(compared, all),
  };
}

/** Rows that are alike are drawn together when there are many of each kind. */
function byKind(
  { keyOf, over }: RowComparison,
  all: Uint32Array,
): Pick<PairedDifference, "resampler" | "statistic"> {
  const { of, count } = numbered(Array.from(all, keyOf));
  if (count > all.length / 2) return { resampler: rowResampler(all.length), statistic: over(all) };
  const [counts, first] = [new Float64Array(count), new Uint32Array(count)];
  for (const row of all.toReversed()) {
    const kind = of[row] as number;
    counts[kind] = (counts[kind] as number) + 1;
    first[kind] = row;
  }
  return { resampler: countResampler(counts), statistic: over(first) };
}

/** Numbers equal values from 0, in the order in which they first appear. */
function numbered(values: readonly (string | number)[]): { of: Uint32Array; count: number } {
  const numbers = new Map<string | number, number>();
  const of = Uint32Array.from(values, (value) => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  });
  return { of, count: numbers.size };
}

function finite(metric: string, who: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new EvaluationError(`${metric} of the ${who} is not a number on these examples`);
}
