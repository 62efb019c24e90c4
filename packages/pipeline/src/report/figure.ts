import { type Static, Type } from "typebox";

const Point = Type.Tuple([Type.Number(), Type.Number()]);
const Interval = Type.Tuple([
  Type.Union([Type.Number(), Type.Null()]),
  Type.Union([Type.Number(), Type.Null()]),
]);

/** Every configuration with its mean, its spread and each repeat. */
export const ForestFigure = Type.Object({
  kind: Type.Literal("forest"),
  title: Type.String(),
  metric: Type.String(),
  rows: Type.Array(
    Type.Object({
      label: Type.String(),
      mean: Type.Number(),
      spread: Type.Optional(Type.Number({ description: "standard deviation of the repeats" })),
      repeats: Type.Array(Type.Number()),
      selected: Type.Boolean(),
      eligible: Type.Boolean(),
    }),
  ),
});
export type ForestFigure = Static<typeof ForestFigure>;

/** Differences to the champion with their intervals: one for a gate, or one for each slice. */
export const DeltaFigure = Type.Object({
  kind: Type.Literal("delta"),
  title: Type.String(),
  metric: Type.String(),
  better: Type.Union([Type.Literal("higher"), Type.Literal("lower")]),
  limit: Type.Optional(
    Type.Object({ value: Type.Number(), name: Type.String() }, { description: "what the gate asks for" }),
  ),
  rows: Type.Array(
    Type.Object({
      label: Type.String(),
      estimate: Type.Number(),
      interval: Type.Optional(Interval),
      failed: Type.Boolean(),
    }),
  ),
});
export type DeltaFigure = Static<typeof DeltaFigure>;

/** Curves of both models in one plane: ROC, or calibration. */
export const CurveFigure = Type.Object({
  kind: Type.Union([Type.Literal("roc"), Type.Literal("calibration")]),
  title: Type.String(),
  curves: Type.Array(Type.Object({ label: Type.String(), points: Type.Array(Point) })),
});
export type CurveFigure = Static<typeof CurveFigure>;

/** How often each label was answered with which, of one model. */
export const ConfusionFigure = Type.Object({
  kind: Type.Literal("confusion"),
  title: Type.String(),
  labels: Type.Array(Type.String()),
  counts: Type.Array(Type.Array(Type.Number()), { description: "a row a true label, a column a prediction" }),
});
export type ConfusionFigure = Static<typeof ConfusionFigure>;

/** How the errors of both models are spread. */
export const HistogramFigure = Type.Object({
  kind: Type.Literal("histogram"),
  title: Type.String(),
  unit: Type.String({ description: "what the horizontal axis counts" }),
  edges: Type.Array(Type.Number(), { description: "one more than there are counts" }),
  series: Type.Array(Type.Object({ label: Type.String(), counts: Type.Array(Type.Number()) })),
});
export type HistogramFigure = Static<typeof HistogramFigure>;

/** What a chart is drawn from. */
export const Figure = Type.Union([ForestFigure, DeltaFigure, CurveFigure, ConfusionFigure, HistogramFigure]);
export type Figure = Static<typeof Figure>;
