import type { CodedColumn } from "../columns/coded-column.js";
import { EvaluationError } from "../evaluation-error.js";
import type { Predictions } from "../predictions.js";
import { classesOf, encoded, positiveClass, understoodPositive } from "./classes.js";
import { labelClasses, numberColumn } from "./columns.js";

/** How likely a model holds each class: `columns[i][row]` of `classes[i]`. */
export interface Probabilities {
  classes: readonly string[];
  columns: readonly Float64Array[];
  /** The place of each row's own class. */
  actual: Int32Array;
}

/** By how much the probabilities of a row may miss 1: they may be written with two digits. */
const ROUNDING = 0.02;

/**
 * Reads one column `score.<class>` for each class, or the single `score` of the positive one of two classes.
 * @throws EvaluationError when a class has no column, a value is no probability, or those of a row do not add up
 * to 1, which scikit-learn only warns of.
 */
export function probabilities(metric: string, rows: Predictions): Probabilities {
  const labels = labelClasses(metric, rows);
  const names = [...rows.numbers.keys()].filter((name) => name.startsWith("score."));
  const classes = names.map((name) => name.slice("score.".length));
  if (classes.length === 0) return fromSingleScore(metric, rows, labels);
  for (const name of classesOf(labels)) {
    if (!classes.includes(name)) {
      throw new EvaluationError(`${metric} needs the column score.${name} in ${rows.source}`);
    }
  }
  const columns = names.map((name) => probabilityColumn(metric, rows, name));
  checkSums(metric, rows, columns);
  return { classes, columns, actual: encoded(labels, classes) };
}

function fromSingleScore(metric: string, rows: Predictions, labels: CodedColumn): Probabilities {
  const score = probabilityColumn(metric, rows, "score");
  const classes = classesOf(labels);
  if (classes.length > 2) {
    throw new EvaluationError(
      `${metric} needs a column score.<class> for each of the ${classes.length} classes; ${rows.source} has one score`,
    );
  }
  const positive = scoredClass(metric, rows);
  const others = classes.filter((name) => name !== positive);
  // With rows of one class alone, what is not the positive one has no name, but a probability.
  const both = [positive, others[0] ?? ""];
  return { classes: both, columns: [score, score.map((p) => 1 - p)], actual: encoded(labels, both) };
}

/**
 * The class that a single `score` is about: the one that is named, else 1 or true, else the greater of the two
 * labels, as scikit-learn's `log_loss` and `roc_auc_score` have it.
 */
export function scoredClass(metric: string, rows: Predictions, named?: string): string {
  const classes = classesOf(labelClasses(metric, rows));
  if (named === undefined && understoodPositive(classes) === undefined && classes.length === 2) {
    return classes[1] as string;
  }
  return positiveClass(metric, classes, named);
}

/** How a model ranks rows by one class: its `score.<class>`, else its `score`. */
export function classScores(metric: string, rows: Predictions, positive: string): Float64Array {
  return numberColumn(metric, rows, rows.numbers.has(`score.${positive}`) ? `score.${positive}` : "score");
}

function probabilityColumn(metric: string, rows: Predictions, name: string): Float64Array {
  const column = numberColumn(metric, rows, name);
  const bad = column.findIndex((value) => value < 0 || value > 1);
  if (bad < 0) return column;
  throw new EvaluationError(
    `${metric} needs probabilities from 0 to 1, but the ${name} of ${rows.ids.at(bad)} in ${rows.source} is ${column[bad]}`,
  );
}

function checkSums(metric: string, { ids, source }: Predictions, columns: readonly Float64Array[]): void {
  for (let row = 0; row < ids.length; row++) {
    let sum = 0;
    for (const column of columns) sum += column[row] as number;
    if (Math.abs(sum - 1) <= ROUNDING) continue;
    throw new EvaluationError(
      `${metric} needs probabilities that add up to 1, but the scores of ${ids.at(row)} in ${source} add up to ${Number(sum.toFixed(4))}`,
    );
  }
}
