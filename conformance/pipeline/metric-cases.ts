import type { Random } from "../../packages/pipeline/src/statistics/random.js";

interface Rows {
  kind: string;
  labels: (string | number)[];
  predictions: (string | number)[];
  weights: number[];
  rowWeights?: undefined;
}

/** Rows to score; `kind` says what is particular about them. */
export type MetricCase =
  | (Rows & { family: "binary" | "multi"; classes: string[]; scores: number[][] })
  | (Rows & { family: "regression" })
  | {
      family: "ranking";
      kind: string;
      relevances: number[][];
      scores: number[][];
      /** One for each group, and the same for each row. */
      weights: number[];
      rowWeights: number[];
    };

const KINDS = ["plain", "ties", "one class", "constant scores", "never predicted", "two rows"];

/** Random and degenerate rows of every family. */
export function metricCases(random: Random): MetricCase[] {
  const cases: MetricCase[] = [];
  for (let round = 0; round < 6; round++) {
    for (const kind of KINDS) {
      cases.push(classes(random, kind, ["ham", "spam"], "binary"));
      cases.push(classes(random, kind, ["cat", "dog", "eel", "fox"].slice(0, 3 + (round % 2)), "multi"));
      cases.push(amounts(random, kind));
    }
    for (const kind of ["ties", "no ties", "one relevant", "nothing relevant"])
      cases.push(rankings(random, kind));
  }
  return cases;
}

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

const weightsOf = (random: Random, count: number) => times(count, () => 0.25 + 3 * random.uniform());

function classes(random: Random, kind: string, names: string[], family: "binary" | "multi"): MetricCase {
  const count = kind === "two rows" ? 2 : 20 + random.below(60);
  const pick = () => names[random.below(names.length)] as string;
  const labels = times(count, (row) =>
    kind === "one class" ? (names[0] as string) : row < names.length ? (names[row] as string) : pick(),
  );
  const predictions = labels.map((label) =>
    kind === "never predicted" ? (names[0] as string) : random.uniform() < 0.6 ? label : pick(),
  );
  const rows = labels.map(() => {
    const raw = names.map(() =>
      kind === "constant scores" ? 1 : kind === "ties" ? 1 + random.below(3) : random.uniform() + 1e-3,
    );
    const sum = raw.reduce((total, one) => total + one, 0);
    return raw.map((one) => one / sum);
  });
  const scores = names.map((_, place) => rows.map((row) => row[place] as number));
  return { family, kind, classes: names, labels, predictions, scores, weights: weightsOf(random, count) };
}

function amounts(random: Random, kind: string): MetricCase {
  const count = kind === "two rows" ? 2 : 20 + random.below(60);
  const labels = times(count, () =>
    kind === "one class" ? 3 : kind === "ties" ? random.below(4) : 200 * random.uniform() - 100,
  );
  const predictions = labels.map((label) =>
    kind === "constant scores"
      ? 7
      : kind === "never predicted"
        ? label
        : label + 10 * (random.uniform() - 0.5),
  );
  return { family: "regression", kind, labels, predictions, weights: weightsOf(random, count) };
}

function rankings(random: Random, kind: string): MetricCase {
  const [groups, size] = [5, 8];
  const relevances = times(groups, (group) =>
    times(size, (place) => {
      if (kind === "nothing relevant") return group === 0 ? 0 : random.below(3);
      if (kind === "one relevant") return Number(place === group);
      return place === 0 ? 2 : random.below(3);
    }),
  );
  const scores = times(groups, () =>
    times(size, () => (kind === "ties" || kind === "one relevant" ? random.below(4) / 4 : random.uniform())),
  );
  const weights = weightsOf(random, groups);
  const rowWeights = weights.flatMap((weight) => times(size, () => weight));
  return { family: "ranking", kind, relevances, scores, weights, rowWeights };
}
