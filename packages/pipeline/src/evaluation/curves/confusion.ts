import type { Confusion } from "@slipway/contract";
import type { CodedColumn } from "../columns/coded-column.js";
import { classesOf, placesOf } from "../metrics/classes.js";

/** A matrix of more classes than this cannot be read. */
const MAX_CLASSES = 20;
const OTHER = "other classes";

/**
 * The confusion matrix, as scikit-learn's `confusion_matrix`. Of many classes the rarest are counted together: rarest
 * by how often each is a label or a prediction.
 */
export function confusion(labels: CodedColumn, predictions: CodedColumn): Confusion {
  const all = classesOf(labels, predictions);
  const used = new Float64Array(all.length);
  for (const column of [labels, predictions]) {
    const places = placesOf(column, all);
    for (const code of column.codes)
      used[places[code] as number] = (used[places[code] as number] as number) + 1;
  }
  const many = all.length > MAX_CLASSES;
  const kept = many ? mostUsed(used, MAX_CLASSES - 1) : all.map((_, index) => index);
  const classes = [...kept.map((index) => all[index] as string), ...(many ? [OTHER] : [])];
  const placeOf = new Int32Array(all.length).fill(classes.length - 1);
  kept.forEach((index, place) => {
    placeOf[index] = place;
  });
  const counts = classes.map(() => new Array<number>(classes.length).fill(0));
  const [actual, predicted] = [labels, predictions].map((column) =>
    placesOf(column, all).map((place) => placeOf[place] as number),
  ) as [Int32Array, Int32Array];
  for (let row = 0; row < labels.length; row++) {
    const line = counts[actual[labels.codes[row] as number] as number] as number[];
    const place = predicted[predictions.codes[row] as number] as number;
    line[place] = (line[place] as number) + 1;
  }
  return { classes, counts, ...(many && { merged: all.length - kept.length }) };
}

/** The places of the greatest numbers, in their own order. */
export const mostUsed = (used: ArrayLike<number>, count: number): number[] =>
  Array.from(used, (_, index) => index)
    .sort((a, b) => (used[b] as number) - (used[a] as number) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
