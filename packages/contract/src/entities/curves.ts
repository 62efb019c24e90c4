import type { Static } from "typebox";
import { Double, Int64, List, Maybe, Message, Text } from "../wire/scalars.js";

/** How often each class was taken for each: `counts[actual][predicted]` rows, in the order of `classes`. */
export const Confusion = Message({
  classes: List(Text()),
  counts: List(List(Int64())),
  /** How many of the rarest classes are counted together, as the last one; absent when every class is listed. */
  merged: Maybe(Int64()),
});
export type Confusion = Static<typeof Confusion>;

/** Both shares at one threshold: rows that score at least as much count as positive. */
export const RocPoint = Message({ false_positive_rate: Double(), true_positive_rate: Double() });

/** One class against all others, from (0, 0) to (1, 1); thinned, so the area is that of the full curve. */
export const RocCurve = Message({ positive: Text(), area: Double(), points: List(RocPoint) });
export type RocCurve = Static<typeof RocCurve>;

/** Rows whose predicted probability is close: its mean, and how often the class was what happened. */
export const CalibrationBin = Message({ predicted: Double(), observed: Double(), rows: Int64() });

export const CalibrationCurve = Message({ positive: Text(), bins: List(CalibrationBin) });
export type CalibrationCurve = Static<typeof CalibrationCurve>;

/** `counts[i]` rows lie from `edges[i]` to `edges[i + 1]`. */
export const Histogram = Message({ edges: List(Double()), counts: List(Int64()) });
export type Histogram = Static<typeof Histogram>;

/** What one model's rows look like beyond single numbers; each is there when the rows have what it takes. */
export const Curves = Message({
  confusion: Maybe(Confusion),
  /** One curve for two classes; one a class for more, of the most frequent ones. */
  roc: List(RocCurve),
  calibration: List(CalibrationCurve),
  /** Prediction minus label, for numbers; candidate and champion share the edges. */
  residuals: Maybe(Histogram),
});
export type Curves = Static<typeof Curves>;
