import type { CalibrationCurve, Curves, Evaluation, RocCurve } from "@slipway/contract";
import { AmountColumn } from "../columns/amount-column.js";
import { CodedColumn } from "../columns/coded-column.js";
import { EvaluationError } from "../evaluation-error.js";
import { classesOf } from "../metrics/classes.js";
import { scoredClass } from "../metrics/probabilities.js";
import { errors } from "../metrics/regression.js";
import { ordered } from "../metrics/roc-auc.js";
import type { Predictions } from "../predictions.js";
import { calibrationCurve } from "./calibration-curve.js";
import { confusion, mostUsed } from "./confusion.js";
import { commonEdges, histogram } from "./histogram.js";
import { rocCurve } from "./roc-curve.js";

/** Of more classes the most frequent are drawn. */
const MAX_CURVES = 10;

/** Numbers of no more than this many different values are taken for classes. */
const FEW_NUMBERS = 20;

/** What is drawn of a candidate, and of its champion beside it. */
export function curvesOf(candidate: Predictions, champion?: Predictions): NonNullable<Evaluation["curves"]> {
  const models = champion ? [candidate, champion] : [candidate];
  const off = models.map(residualsOf);
  const known = off.filter((residuals) => residuals !== undefined);
  const edges = known.length === models.length && known.length > 0 ? commonEdges(known) : undefined;
  const of = (rows: Predictions, residuals: Float64Array | undefined): Curves => ({
    ...classCurves(rows),
    ...(edges && residuals && { residuals: histogram(residuals, edges) }),
  });
  const [own, other] = off;
  return {
    candidate: of(candidate, own),
    ...(champion && { champion: of(champion, other) }),
    ...(own && other && { error_differences: differencesOf(own, other) }),
  };
}

function classCurves(rows: Predictions): Curves {
  const { labels, predictions } = rows;
  if (!(labels instanceof CodedColumn) || isAmounts(labels)) return { roc: [], calibration: [] };
  return {
    ...(predictions instanceof CodedColumn && { confusion: confusion(labels, predictions) }),
    ...scoreCurves(rows, labels),
  };
}

function scoreCurves(rows: Predictions, labels: CodedColumn): Pick<Curves, "roc" | "calibration"> {
  const roc: RocCurve[] = [];
  const calibration: CalibrationCurve[] = [];
  for (const positive of drawnClasses(rows, labels)) {
    const order = ordered("a curve", rows, positive);
    const curve = rocCurve(positive, order);
    if (curve) roc.push(curve);
    const calibrated = calibrationCurve(positive, order.scores, order.positive);
    if (calibrated) calibration.push(calibrated);
  }
  return { roc, calibration };
}

/** The positive one of two classes; of more, those with a score of their own. */
function drawnClasses(rows: Predictions, labels: CodedColumn): string[] {
  const classes = classesOf(labels);
  if (classes.length <= 2) {
    try {
      const positive = scoredClass("a curve", rows);
      return rows.numbers.has("score") || rows.numbers.has(`score.${positive}`) ? [positive] : [];
    } catch (error) {
      if (error instanceof EvaluationError) return [];
      throw error;
    }
  }
  const scored = classes.filter((name) => rows.numbers.has(`score.${name}`));
  const used = new Map(labels.names.map((name) => [name, 0]));
  for (const code of labels.codes) {
    const name = labels.names[code] as string;
    used.set(name, (used.get(name) ?? 0) + 1);
  }
  return mostUsed(
    scored.map((name) => used.get(name) ?? 0),
    MAX_CURVES,
  ).map((place) => scored[place] as string);
}

/** Prediction minus label of each row; undefined unless both are numbers that are more than a few classes. */
function residualsOf(rows: Predictions): Float64Array | undefined {
  const { labels, predictions } = rows;
  if (!labels || !predictions || !isAmounts(labels)) return undefined;
  try {
    return errors("residuals", rows);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** Whether labels are numbers that are more than a few classes. */
export const isAmounts = (labels: CodedColumn | AmountColumn): boolean =>
  labels instanceof AmountColumn ||
  (labels.names.length > FEW_NUMBERS && labels.names.every((name) => Number.isFinite(Number(name))));

function differencesOf(own: Float64Array, other: Float64Array) {
  const differences = own.map((error, row) => Math.abs(error) - Math.abs(other[row] as number));
  return histogram(differences, commonEdges([differences]));
}
