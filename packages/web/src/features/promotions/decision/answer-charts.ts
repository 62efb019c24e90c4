import type { Curves, Evaluation } from "@slipway/contract";
import { formatNumber } from "../../../ui/format/format-number.js";

/** Lines of both models over the same axes. */
export interface AnswerChart {
  title: string;
  x: string;
  y: string;
  /** Whether both axes go from 0 to 1, with the diagonal for comparison. */
  unit: boolean;
  /** Whether a line goes in steps, as the outline of a histogram does. */
  steps: boolean;
  lines: { name: string; points: [number, number][] }[];
}

type AllCurves = NonNullable<Evaluation["curves"]>;

/** The charts that the curves of a decision give. @param positive the class whose curves are drawn */
export function answerCharts(curves: AllCurves, positive: string | undefined): AnswerChart[] {
  const { candidate, champion, error_differences } = curves;
  const models: [string, Curves][] = [
    ...(champion ? [["Champion", champion] as [string, Curves]] : []),
    ["New model", candidate],
  ];
  return [
    ...rocOf(models, positive),
    ...calibrationOf(models, positive),
    ...(candidate.residuals
      ? [
          histogramsOf(
            "Errors",
            "prediction minus label",
            models.flatMap(([name, { residuals }]) => (residuals ? [[name, residuals] as const] : [])),
          ),
        ]
      : []),
    ...(error_differences
      ? [
          histogramsOf("Change of the error", "less than 0: the new model is nearer", [
            ["Examples", error_differences] as const,
          ]),
        ]
      : []),
  ];
}

type Models = readonly [string, Curves][];

function rocOf(models: Models, positive: string | undefined): AnswerChart[] {
  const lines = models.flatMap(([name, { roc }]) => {
    const curve = roc.find((one) => one.positive === positive);
    if (!curve) return [];
    const points = curve.points.map((one): [number, number] => [
      one.false_positive_rate,
      one.true_positive_rate,
    ]);
    return [{ name: `${name}, area ${formatNumber(curve.area)}`, points }];
  });
  if (lines.length === 0) return [];
  const title = `ROC of ${positive}`;
  return [{ title, x: "false positive rate", y: "true positive rate", unit: true, steps: false, lines }];
}

function calibrationOf(models: Models, positive: string | undefined): AnswerChart[] {
  const lines = models.flatMap(([name, { calibration }]) => {
    const curve = calibration.find((one) => one.positive === positive);
    const points = curve?.bins.map(({ predicted, observed }): [number, number] => [predicted, observed]);
    return points ? [{ name, points }] : [];
  });
  if (lines.length === 0) return [];
  const title = `Calibration of ${positive}`;
  return [{ title, x: "predicted probability", y: "how often it was so", unit: true, steps: false, lines }];
}

type Histogram = NonNullable<Curves["residuals"]>;

const histogramsOf = (
  title: string,
  x: string,
  histograms: readonly (readonly [string, Histogram])[],
): AnswerChart => ({
  title,
  x,
  y: "examples",
  unit: false,
  steps: true,
  lines: histograms.map(([name, histogram]) => ({ name, points: outline(histogram) })),
});

/** The steps of a histogram, down to nothing at both ends. */
function outline({ edges, counts }: Histogram): [number, number][] {
  const [first = 0, last = 0] = [edges[0], edges.at(-1)];
  return [
    [first, 0],
    ...counts.map((count, place): [number, number] => [edges[place] ?? 0, Number(count)]),
    [last, Number(counts.at(-1) ?? 0)],
    [last, 0],
  ];
}
