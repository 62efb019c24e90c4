import { EvaluationError, type Predictions } from "../predictions.js";
import { classesOf, positiveClass, understoodPositive } from "./classes.js";
import { classColumns, numberColumn } from "./columns.js";

/** How likely a model holds each class: `of.get(name)[row]`. */
export interface Probabilities {
  labels: readonly string[];
  classes: readonly string[];
  of: ReadonlyMap<string, Float64Array>;
}

/**
 * Reads one column `score.<class>` for each class, or the single `score` of the positive one of two classes.
 * @throws EvaluationError when a class has no column, or a value is no probability.
 */
export function probabilities(metric: string, rows: Predictions): Probabilities {
  const { labels } = classColumns(metric, rows);
  const columns = [...rows.numbers.keys()].filter((name) => name.startsWith("score."));
  const of = new Map(
    columns.map((name) => [name.slice("score.".length), probabilityColumn(metric, rows, name)]),
  );
  if (of.size === 0) return fromSingleScore(metric, rows, labels);
  for (const name of classesOf(labels)) {
    if (!of.has(name))
      throw new EvaluationError(`${metric} needs the column score.${name} in ${rows.source}`);
  }
  return { labels, classes: [...of.keys()], of };
}

function fromSingleScore(metric: string, rows: Predictions, labels: readonly string[]): Probabilities {
  const score = probabilityColumn(metric, rows, "score");
  const classes = classesOf(labels);
  if (classes.length > 2) {
    throw new EvaluationError(
      `${metric} needs a column score.<class> for each of the ${classes.length} classes; ${rows.source} has one score`,
    );
  }
  const positive = scoredClass(metric, rows);
  const of = new Map([[positive, score]]);
  const negative = classes.find((name) => name !== positive);
  if (negative !== undefined)
    of.set(
      negative,
      score.map((p) => 1 - p),
    );
  return { labels, classes: [...of.keys()], of };
}

/**
 * The class that a single `score` is about: the one that is named, else 1 or true, else the greater of the two
 * labels, as scikit-learn's `log_loss` and `roc_auc_score` have it.
 */
export function scoredClass(metric: string, rows: Predictions, named?: string): string {
  const classes = classesOf(classColumns(metric, rows).labels);
  if (named === undefined && understoodPositive(classes) === undefined && classes.length === 2) {
    return classes[1] as string;
  }
  return positiveClass(metric, classes, named);
}

function probabilityColumn(metric: string, rows: Predictions, name: string): Float64Array {
  const column = numberColumn(metric, rows, name);
  const bad = column.findIndex((value) => value < 0 || value > 1);
  if (bad < 0) return column;
  throw new EvaluationError(
    `${metric} needs probabilities from 0 to 1, but the ${name} of ${rows.ids[bad]} in ${rows.source} is ${column[bad]}`,
  );
}
