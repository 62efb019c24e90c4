import type { Curves, Decision } from "@slipway/contract";
import { valueText } from "../../gates/verdict-text.js";
import type { ConfusionFigure, CurveFigure, Figure, HistogramFigure } from "../figure.js";
import type { Section } from "../report.js";

interface Model {
  label: string;
  curves: Curves;
}

/** What the answers of both models look like beyond single numbers. */
export function curvesSection({ evaluation }: Pick<Decision, "evaluation">): Section[] {
  const { candidate, champion, error_differences } = evaluation?.curves ?? {};
  if (!candidate) return [];
  const models: Model[] = [
    { label: "new model", curves: candidate },
    ...(champion ? [{ label: "champion", curves: champion }] : []),
  ];
  const figures: Figure[] = [
    ...models.flatMap(confusionOf),
    ...rocOf(models),
    ...calibrationOf(models),
    ...residualsOf(models),
    ...(error_differences
      ? [
          histogram("Change of the error, example by example", "less than 0: the new model is closer", [
            { label: "examples", curves: { ...candidate, residuals: error_differences } },
          ]),
        ]
      : []),
  ];
  return figures.length > 0 ? [{ title: "How they answer", folded: false, text: [], figures }] : [];
}

function confusionOf({ label, curves: { confusion } }: Model): ConfusionFigure[] {
  if (!confusion) return [];
  const { classes, counts } = confusion;
  const title = `Answers of the ${label}`;
  return [{ kind: "confusion", title, labels: classes, counts: counts.map((line) => line.map(Number)) }];
}

/** A plane for each class, in which both models are drawn. */
function rocOf(models: readonly Model[]): CurveFigure[] {
  const classes = models[0]?.curves.roc.map(({ positive }) => positive) ?? [];
  return classes.map((positive) => ({
    kind: "roc",
    title: `ROC of ${positive}`,
    curves: models.flatMap(({ label, curves }) =>
      curves.roc
        .filter((curve) => curve.positive === positive)
        .map(({ area, points }) => ({
          label: `${label}, area ${valueText(area)}`,
          points: points.map((one): [number, number] => [one.false_positive_rate, one.true_positive_rate]),
        })),
    ),
  }));
}

function calibrationOf(models: readonly Model[]): CurveFigure[] {
  const classes = models[0]?.curves.calibration.map(({ positive }) => positive) ?? [];
  return classes.map((positive) => ({
    kind: "calibration",
    title: `Calibration of ${positive}`,
    curves: models.flatMap(({ label, curves }) =>
      curves.calibration
        .filter((curve) => curve.positive === positive)
        .map(({ bins }) => ({
          label,
          points: bins.map(({ predicted, observed }): [number, number] => [predicted, observed]),
        })),
    ),
  }));
}

const residualsOf = (models: readonly Model[]): HistogramFigure[] =>
  models[0]?.curves.residuals ? [histogram("Errors", "prediction minus label", models)] : [];

function histogram(title: string, unit: string, models: readonly Model[]): HistogramFigure {
  return {
    kind: "histogram",
    title,
    unit,
    edges: models[0]?.curves.residuals?.edges ?? [],
    series: models.flatMap(({ label, curves: { residuals } }) =>
      residuals ? [{ label, counts: residuals.counts.map(Number) }] : [],
    ),
  };
}
