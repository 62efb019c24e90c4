import type { Discordant } from "../statistics/mcnemar.js";
import { countResampler, groupResampler, type Resampler, rowResampler } from "../statistics/resampling.js";
import { EvaluationError } from "./evaluation-error.js";
import { type Metric, measure } from "./metrics/metric.js";
import type { PairedPredictions } from "./pair-predictions.js";
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
  const { groups } = paired.candidate;
  if (groups) {
    const { of, count } = numbered([groups.codes], rows) as Kinds;
    const differing = new Uint8Array(count);
    for (const row of all) if (compared.differs(row)) differing[of[row] as number] = 1;
    return {
      ...values,
      rows,
      groups: count,
      differing: differing.reduce((sum, one) => sum + one, 0),
      discordant: compared.discordant,
      resampler: groupResampler(of),
      statistic: compared.over(all),
    };
  }
  return {
    ...values,
    rows,
    differing: all.reduce((sum, row) => sum + Number(compared.differs(row)), 0),
    discordant: compared.discordant,
    ...byKind(compared, all),
  };
}

/** Rows that are alike are drawn together when there are many of each kind. */
function byKind(
  { columns, over }: RowComparison,
  all: Uint32Array,
): Pick<PairedDifference, "resampler" | "statistic"> {
  const kinds = numbered(columns, all.length, Math.min(all.length / 2, MAX_KINDS));
  if (!kinds) return { resampler: rowResampler(all.length), statistic: over(all) };
  const { of, count } = kinds;
  const [counts, first] = [new Float64Array(count), new Uint32Array(count)];
  for (let row = all.length - 1; row >= 0; row--) {
    const kind = of[row] as number;
    counts[kind] = (counts[kind] as number) + 1;
    first[kind] = row;
  }
  return { resampler: countResampler(counts), statistic: over(first) };
}

/** More kinds than this are hardly cheaper to draw than rows. */
const MAX_KINDS = 20_000;

interface Kinds {
  /** The kind of each row. */
  of: Uint32Array;
  count: number;
}

/**
 * Numbers the rows that are equal in every column from 0, in the order in which they first appear; undefined when
 * there are more than `most` kinds.
 */
function numbered(
  columns: readonly ArrayLike<number>[],
  rows: number,
  most = Number.POSITIVE_INFINITY,
): Kinds | undefined {
  let kinds: Kinds = { of: new Uint32Array(rows), count: 1 };
  for (const column of columns) {
    const values = new Map<number, number>();
    const pairs = new Map<number, number>();
    const of = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
      const value = column[row] as number;
      const code = values.get(value) ?? values.size;
      values.set(value, code);
      // Exact: neither number is above 2^26 where there are fewer rows than that.
      const pair = code * kinds.count + (kinds.of[row] as number);
      const kind = pairs.get(pair) ?? pairs.size;
      pairs.set(pair, kind);
      if (pairs.size > most) return undefined;
      of[row] = kind;
    }
    kinds = { of, count: pairs.size };
  }
  return kinds;
}

function finite(metric: string, who: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new EvaluationError(`${metric} of the ${who} is not a number on these examples`);
}
