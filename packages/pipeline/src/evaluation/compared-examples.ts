import type { Change, ComparedExample, ComparedExamples } from "@slipway/contract";
import type { AskedMetric } from "./asked-metric.js";
import { comparedGroups } from "./compared-groups.js";
import { isAmounts } from "./curves/curves-of.js";
import { EvaluationError } from "./evaluation-error.js";
import type { Goal } from "./metrics/metric.js";
import { metricByName } from "./metrics/metric-by-name.js";
import { errors } from "./metrics/regression.js";
import type { PairedPredictions } from "./pair-predictions.js";
import type { Predictions } from "./predictions.js";

/** So many examples of each change are kept. */
const MOST = 100;
/** Characters that are kept of a text. */
const LONGEST = 1000;

/**
 * The examples on which two models differ. Classes and texts are right or wrong; numbers are nearer or farther;
 * rows without a prediction are compared by the first column of numbers that a gate asks for.
 * @param asked the metrics of the gates, in their order; groups are compared by the first that can be computed
 * @returns undefined when there is nothing to tell better from worse by
 */
export function comparedExamples(
  paired: PairedPredictions,
  asked: readonly AskedMetric[],
): ComparedExamples | undefined {
  const told = tellApart(paired, asked);
  if (!told) return undefined;
  const examples = paired.candidate.ids.length;
  const changes = { worse: new Kept(told), better: new Kept(told), other: new Kept(told) };
  for (let row = 0; row < examples; row++) {
    const change = told.changeOf(row);
    if (change) changes[change].add(row);
  }
  const groups = comparedGroups(paired, asked);
  return {
    format: 1,
    by: told.by,
    examples,
    worse: changes.worse.count,
    better: changes.better.count,
    other: changes.other.count,
    kept: Object.entries(changes).flatMap(([change, kept]) =>
      kept.rows().map((row) => exampleAt(paired, row, change as Change, told)),
    ),
    ...(groups && { groups }),
  };
}

/** How many rows changed in one way, and those of them that are kept, in little memory however many there are. */
class Kept {
  count = 0;
  private found: number[] = [];

  constructor(private readonly told: Told) {}

  add(row: number): void {
    this.count++;
    if (!this.told.differences && this.found.length === MOST) return;
    this.found.push(row);
    if (this.found.length > 10 * MOST) this.found = this.rows();
  }

  /** The rows with the largest differences; the first ones where there are none. */
  rows(): number[] {
    const { differences } = this.told;
    if (!differences) return this.found;
    const size = (row: number) => Math.abs(differences[row] as number);
    return this.found.toSorted((a, b) => size(b) - size(a)).slice(0, MOST);
  }
}

interface Told {
  by: string;
  /** Undefined where the models do not differ. */
  changeOf(row: number): Change | undefined;
  differences?: Float64Array;
}

function tellApart(
  { candidate, champion }: PairedPredictions,
  asked: readonly AskedMetric[],
): Told | undefined {
  if (candidate.labels && candidate.predictions && champion.predictions) {
    return isAmounts(candidate.labels) ? byError(candidate, champion) : byRightOrWrong(candidate, champion);
  }
  const metric = asked.find(({ name }) => columnOf(name, candidate) && columnOf(name, champion));
  const [own, other] = metric ? [columnOf(metric.name, candidate), columnOf(metric.name, champion)] : [];
  return metric && own && other ? byNumbers(metric.name, minus(own, other), metric.goal) : undefined;
}

/** The column that `mean(column)` is of. */
function columnOf(metric: string, rows: Predictions): Float64Array | undefined {
  const [, column = ""] = /^mean\((.*)\)$/.exec(metric) ?? [];
  return rows.numbers.get(column);
}

const minus = (own: Float64Array, other: Float64Array): Float64Array =>
  own.map((value, row) => value - (other[row] as number));

function byNumbers(by: string, differences: Float64Array, goal: Goal): Told {
  const sign = goal === "minimize" ? -1 : 1;
  return {
    by,
    differences,
    changeOf: (row) => {
      const difference = sign * (differences[row] as number);
      return difference === 0 ? undefined : difference > 0 ? "better" : "worse";
    },
  };
}

function byError(candidate: Predictions, champion: Predictions): Told | undefined {
  try {
    const [own, other] = [candidate, champion].map((rows) => errors("the difference", rows).map(Math.abs));
    return own && other && byNumbers("absolute error", minus(own, other), "minimize");
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function byRightOrWrong(candidate: Predictions, champion: Predictions): Told | undefined {
  const { perExample } = metricByName("accuracy");
  const [own, other] = [perExample?.(candidate), perExample?.(champion)];
  if (!own || !other) return undefined;
  return {
    by: "right or wrong",
    changeOf: (row) => {
      if (own[row] !== other[row]) return own[row] === 1 ? "better" : "worse";
      const same = candidate.predictions?.at(row) === champion.predictions?.at(row);
      return same ? undefined : "other";
    },
  };
}

function exampleAt(
  { candidate, champion }: PairedPredictions,
  row: number,
  change: Change,
  { differences }: Told,
): ComparedExample {
  const cut = (text: string | undefined) => (text === undefined ? undefined : text.slice(0, LONGEST));
  return {
    id: candidate.ids.at(row),
    group: cut(candidate.groups?.at(row)),
    label: cut(candidate.labels?.at(row)),
    candidate: cut(candidate.predictions?.at(row)),
    champion: cut(champion.predictions?.at(row)),
    change,
    difference: differences?.[row],
    texts: textsAt(candidate, champion, row),
  };
}

function textsAt(candidate: Predictions, champion: Predictions, row: number): ComparedExample["texts"] {
  return [...candidate.texts].flatMap(([name, { texts }]) => {
    const [own, other] = [texts?.at(row), champion.texts.get(name)?.texts?.at(row)];
    if (own === undefined || other === undefined) return [];
    const differs = own !== other && { champion: other.slice(0, LONGEST) };
    return [{ name, candidate: own.slice(0, LONGEST), ...differs }];
  });
}
