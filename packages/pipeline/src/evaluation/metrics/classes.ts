import { nearestName } from "../../file/nearest-name.js";
import type { CodedColumn } from "../columns/coded-column.js";
import { EvaluationError } from "../evaluation-error.js";

/** Pairs of classes of which it goes without saying that the second is the positive one. */
const UNDERSTOOD = ["0 1", "-1 1", "false true"];

/** Every class that occurs, in the order of numbers or else of text. */
export function classesOf(...columns: readonly CodedColumn[]): string[] {
  return [...new Set(columns.flatMap(({ names }) => names))].sort(byNumberOrText);
}

/** The place of each code of a column in a list of classes; -1 for a class that is not in it. */
export function placesOf({ names }: CodedColumn, classes: readonly string[]): Int32Array {
  const placeOf = new Map(classes.map((name, place) => [name, place]));
  return Int32Array.from(names, (name) => placeOf.get(name) ?? -1);
}

/** The place of each row's class in a list of classes. */
export function encoded(column: CodedColumn, classes: readonly string[]): Int32Array {
  const { codes } = column;
  const places = placesOf(column, classes);
  const of = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) of[row] = places[codes[row] as number] as number;
  return of;
}

/**
 * The class that counts as positive: the one that the metric names, else 1 of {0, 1} or {-1, 1}, or true.
 * @throws EvaluationError when neither decides: a metric of the wrong class would look like a result.
 */
export function positiveClass(metric: string, classes: readonly string[], named?: string): string {
  if (named !== undefined) {
    if (classes.includes(named)) return named;
    const near = nearestName(named, classes);
    const hint = near ? `did you mean ${near}?` : `the classes are ${classes.join(", ")}`;
    throw new EvaluationError(`${metric}: no row has the class ${named}; ${hint}`);
  }
  const positive = understoodPositive(classes);
  if (positive !== undefined) return positive;
  const example = `${metric}(${classes.at(-1)})`;
  throw new EvaluationError(
    `${metric} needs to know which class is positive; name it, as in ${example}; the classes are ${classes.join(", ")}`,
  );
}

/** The positive class of {0, 1}, {-1, 1} and {false, true}, also when only one of the two occurs. */
export function understoodPositive(classes: readonly string[]): string | undefined {
  const lower = classes.map((name) => name.toLowerCase());
  const pair = UNDERSTOOD.map((text) => text.split(" ")).find((names) =>
    lower.every((name) => names.includes(name)),
  );
  if (!pair) return undefined;
  const index = lower.indexOf(pair[1] as string);
  return index < 0 ? pair[1] : classes[index];
}

function byNumberOrText(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (!Number.isNaN(difference) && difference !== 0) return difference;
  return a < b ? -1 : Number(a > b);
}
