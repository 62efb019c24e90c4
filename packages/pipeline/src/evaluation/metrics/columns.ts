import { EvaluationError, type Predictions } from "../predictions.js";

/** The labels and predictions of rows, for a metric of that name. */
export function classColumns(
  metric: string,
  rows: Predictions,
): { labels: readonly string[]; predictions: readonly string[] } {
  const { labels, predictions } = rows;
  if (!labels || !predictions) throw lacks(metric, rows, "the columns label and prediction");
  return { labels, predictions };
}

/** A column of numbers. */
export function numberColumn(metric: string, rows: Predictions, column: string): Float64Array {
  const numbers = rows.numbers.get(column);
  if (numbers) return numbers;
  const why = rows.texts.get(column);
  if (why) throw new EvaluationError(`${metric} needs numbers in the column ${column}: ${why}`);
  throw lacks(metric, rows, `the column ${column}`);
}

/** The labels or predictions as numbers. */
export function numericClasses(
  metric: string,
  rows: Predictions,
  column: "label" | "prediction",
): Float64Array {
  const { labels, predictions } = classColumns(metric, rows);
  const texts = column === "label" ? labels : predictions;
  return Float64Array.from(texts, (text, row) => {
    const value = Number(text);
    if (Number.isFinite(value)) return value;
    throw new EvaluationError(
      `${metric} needs numbers, but the ${column} of ${rows.ids[row]} in ${rows.source} is "${text}"`,
    );
  });
}

/** The columns that rows have, in words. */
function columnsOf(rows: Predictions): string {
  const names = [
    "id",
    ...(rows.groups ? ["group"] : []),
    ...(rows.labels ? ["label", "prediction"] : []),
    ...rows.numbers.keys(),
    ...rows.texts.keys(),
  ];
  return names.join(", ");
}

const lacks = (metric: string, rows: Predictions, what: string) =>
  new EvaluationError(`${metric} needs ${what}; ${rows.source} has ${columnsOf(rows)}`);
