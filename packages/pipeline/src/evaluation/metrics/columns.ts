import { AmountColumn } from "../columns/amount-column.js";
import type { CodedColumn } from "../columns/coded-column.js";
import { MAX_NUMERIC_CLASSES } from "../columns/text-reader.js";
import { EvaluationError } from "../evaluation-error.js";
import type { Predictions } from "../predictions.js";

/** The labels and predictions of rows, for a metric of that name. */
export function classColumns(
  metric: string,
  rows: Predictions,
): { labels: CodedColumn; predictions: CodedColumn } {
  const { labels, predictions } = rows;
  if (!labels || !predictions) throw lacks(metric, rows, "the columns label and prediction");
  return {
    labels: classes(metric, rows, "label", labels),
    predictions: classes(metric, rows, "prediction", predictions),
  };
}

/** The labels of rows, where nothing needs to be predicted. */
export function labelClasses(metric: string, rows: Predictions): CodedColumn {
  if (!rows.labels) throw lacks(metric, rows, "the column label");
  return classes(metric, rows, "label", rows.labels);
}

function classes(
  metric: string,
  { source }: Predictions,
  name: string,
  column: CodedColumn | AmountColumn,
): CodedColumn {
  if (!(column instanceof AmountColumn)) return column;
  const many = MAX_NUMERIC_CLASSES.toLocaleString("en");
  throw new EvaluationError(
    `${metric} needs classes, but the ${name} of ${source} has more than ${many} different numbers`,
  );
}

/** A column of numbers. */
export function numberColumn(metric: string, rows: Predictions, column: string): Float64Array {
  const numbers = rows.numbers.get(column);
  if (numbers) return numbers;
  const why = rows.texts.get(column)?.problem;
  if (why) throw new EvaluationError(`${metric} needs numbers in the column ${column}: ${why}`);
  throw lacks(metric, rows, `the column ${column}`);
}

/** The labels or predictions as numbers. */
export function numericClasses(
  metric: string,
  rows: Predictions,
  column: "label" | "prediction",
): Float64Array {
  const values = column === "label" ? rows.labels : rows.predictions;
  if (!values) throw lacks(metric, rows, `the column ${column}`);
  if (values instanceof AmountColumn) return values.values;
  const { names, codes } = values;
  const numbers = Float64Array.from(names, (name) => (name.trim() === "" ? Number.NaN : Number(name)));
  const of = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const number = numbers[codes[row] as number] as number;
    if (!Number.isFinite(number)) {
      throw new EvaluationError(
        `${metric} needs numbers, but the ${column} of ${rows.ids.at(row)} in ${rows.source} is "${values.at(row)}"`,
      );
    }
    of[row] = number;
  }
  return of;
}

/** The columns that rows have, in words. */
function columnsOf(rows: Predictions): string {
  const names = [
    "id",
    ...(rows.groups ? ["group"] : []),
    ...(rows.labels ? ["label"] : []),
    ...(rows.predictions ? ["prediction"] : []),
    ...rows.numbers.keys(),
    ...rows.texts.keys(),
  ];
  return names.join(", ");
}

/** The error that rows lack a column. */
export const lacks = (metric: string, rows: Predictions, what: string) =>
  new EvaluationError(`${metric} needs ${what}; ${rows.source} has ${columnsOf(rows)}`);
