import type { Predictions } from "../predictions.js";
import { classesOf, encoded } from "./classes.js";
import { classColumns } from "./columns.js";

/** The margins of the confusion matrix and its diagonal: one number for each class. */
export interface ClassCounts {
  /** Rows of the class that are predicted as it: true positives. */
  hits: Float64Array;
  /** Rows predicted as the class: true and false positives. */
  predicted: Float64Array;
  /** Rows of the class: true positives and false negatives; their support. */
  actual: Float64Array;
}

/** Prepares the counts of every class for rows under weights. */
export function classCounter(metric: string, rows: Predictions) {
  const { labels, predictions } = classColumns(metric, rows);
  const classes = classesOf(labels, predictions);
  const [actualClass, predictedClass] = [encoded(labels, classes), encoded(predictions, classes)];
  const count = (weights: ArrayLike<number>): ClassCounts => {
    const [hits, predicted, actual] = [0, 0, 0].map(() => new Float64Array(classes.length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let row = 0; row < actualClass.length; row++) {
      const weight = weights[row] as number;
      const is = actualClass[row] as number;
      const said = predictedClass[row] as number;
      actual[is] = (actual[is] as number) + weight;
      predicted[said] = (predicted[said] as number) + weight;
      if (is === said) hits[is] = (hits[is] as number) + weight;
    }
    return { hits, predicted, actual };
  };
  return { classes, count };
}
