import { EvaluationError } from "../evaluation-error.js";
import type { Predictions } from "../predictions.js";
import { lacks, numericClasses } from "./columns.js";
import type { MetricFamily } from "./metric.js";

/** One group's items: what they are worth, from the highest score down, and where scores tie. */
interface Ranked {
  relevances: Float64Array;
  /** `ends[i]`: the place after the last item that ties with the one at place i. */
  ends: Uint32Array;
}

type GroupScore = (ranked: Ranked, k: number) => number;

const family = (score: GroupScore): MetricFamily => ({
  argument: {
    of: "place",
    required: false,
    problem: (text) => (/^[1-9]\d{0,8}$/.test(text) ? undefined : "must be a whole number from 1"),
  },
  make: (name, argument) => ({
    name,
    goal: "maximize",
    needs: ["group", "label", "prediction", "score"],
    scorer: (rows) => {
      const groups = rankedGroups(name, rows);
      const values = groups.map(({ ranked }) =>
        score(ranked, argument ? Number(argument) : Number.POSITIVE_INFINITY),
      );
      // Groups are drawn whole, so that one row's weight is the weight of its group.
      return (weights) => {
        let [sum, total] = [0, 0];
        groups.forEach(({ first }, index) => {
          const weight = weights[first] as number;
          sum += weight * (values[index] as number);
          total += weight;
        });
        return sum / total;
      };
    },
  }),
});

/** Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), as scikit-learn's `ndcg_score`. */
const ndcg: GroupScore = ({ relevances, ends }, k) => {
  const ideal = relevances.toSorted().reverse();
  const best = gain(
    ideal,
    Uint32Array.from(ideal, (_, place) => place + 1),
    k,
  );
  return best === 0 ? 0 : gain(relevances, ends, k) / best;
};

/** The gain of the first k places, discounted by log2(place + 1); items that tie share theirs evenly. */
function gain(relevances: Float64Array, ends: Uint32Array, k: number): number {
  let sum = 0;
  for (let start = 0; start < Math.min(k, relevances.length); ) {
    const end = ends[start] as number;
    let [worth, discount] = [0, 0];
    for (let place = start; place < end; place++) {
      worth += relevances[place] as number;
      if (place < k) discount += 1 / Math.log2(place + 2);
    }
    sum += (worth / (end - start)) * discount;
    start = end;
  }
  return sum;
}

/** One over the place of the first relevant item; 0 when none is among the first k. */
const reciprocalRank: GroupScore = (ranked, k) => {
  const place = worstFirst(ranked).findIndex((relevance) => relevance > 0);
  return place < 0 || place >= k ? 0 : 1 / (place + 1);
};

/** The mean of the precisions at the places of the relevant items, out of as many as could be among the first k. */
const averagePrecision: GroupScore = (ranked, k) => {
  const relevances = worstFirst(ranked);
  let [found, sum] = [0, 0];
  relevances.forEach((relevance, place) => {
    if (relevance <= 0) return;
    found++;
    if (place < k) sum += found / (place + 1);
  });
  return found === 0 ? 0 : sum / Math.min(found, k);
};

/** Among items that tie the worst come first: a score that tells nothing apart must not look good. */
function worstFirst({ relevances, ends }: Ranked): Float64Array {
  const sorted = relevances.slice();
  for (let start = 0; start < sorted.length; start = ends[start] as number)
    sorted.subarray(start, ends[start]).sort();
  return sorted;
}

function rankedGroups(metric: string, rows: Predictions): { first: number; ranked: Ranked }[] {
  const { groups } = rows;
  if (!groups) throw lacks(metric, rows, "the column group, which says what is ranked together");
  const labels = numericClasses(metric, rows, "label");
  const bad = labels.findIndex((relevance) => relevance < 0);
  if (bad >= 0) {
    throw new EvaluationError(
      `${metric} needs labels of 0 or more, but that of ${rows.ids.at(bad)} in ${rows.source} is ${labels[bad]}`,
    );
  }
  const scores = rows.numbers.get("score") ?? numericClasses(metric, rows, "prediction");
  const order = Uint32Array.from(labels.keys()).sort(
    (a, b) =>
      (groups.codes[a] as number) - (groups.codes[b] as number) ||
      (scores[b] as number) - (scores[a] as number),
  );
  const found: { first: number; ranked: Ranked }[] = [];
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    const group = groups.codes[order[start] as number];
    while (end < order.length && groups.codes[order[end] as number] === group) end++;
    found.push({
      first: order[start] as number,
      ranked: rankedOf(order.subarray(start, end), labels, scores),
    });
    start = end;
  }
  return found;
}

function rankedOf(order: Uint32Array, labels: Float64Array, scores: Float64Array): Ranked {
  const ends = new Uint32Array(order.length);
  for (let place = order.length - 1; place >= 0; place--) {
    const ties =
      place + 1 < order.length && scores[order[place] as number] === scores[order[place + 1] as number];
    ends[place] = ties ? (ends[place + 1] as number) : place + 1;
  }
  return { relevances: Float64Array.from(order, (row) => labels[row] as number), ends };
}

/**
 * Metrics of rankings: one ranking for each `group` (a query, a user), its items ordered by `score`, or else by a
 * numeric `prediction`; `label` says what an item is worth. Each is the mean over groups. `ndcg@10`, `mrr@10` and
 * `map@10` look at the first ten places, `ndcg`, `mrr` and `map` at all. A group without relevant items counts 0.
 */
export const ranking: Record<string, MetricFamily> = {
  ndcg: family(ndcg),
  mrr: family(reciprocalRank),
  map: family(averagePrecision),
};
