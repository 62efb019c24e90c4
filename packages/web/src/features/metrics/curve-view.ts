import { readText } from "../../app/read-text.js";
import { AXES, type Axis } from "./metric-series.js";

/** How curves are drawn; what is absent is as usual. */
export interface CurveView {
  /** Absent: the step. */
  over?: Exclude<Axis, "step"> | undefined;
  /** Whether values are drawn on a logarithmic scale. */
  log?: true | undefined;
  /** Weight of the moving average, more than 0 and less than 1. */
  smooth?: number | undefined;
  /** A part of the names of the metrics that are shown. */
  find?: string | undefined;
  /** How far the band around the mean of a group of runs reaches; absent: a standard deviation. */
  band?: "range" | undefined;
}

/** What curves are drawn over. */
export const axisOf = ({ over }: CurveView): Axis => over ?? "step";

/** Reads the part of an address that says how curves are drawn; what it does not know is left out. */
export function readCurveView({ over, log, smooth, find, band }: Record<string, unknown>): CurveView {
  const axis = AXES.find((name) => name === over);
  return {
    over: axis === "step" ? undefined : axis,
    log: log === true || undefined,
    smooth: typeof smooth === "number" && smooth > 0 && smooth < 1 ? smooth : undefined,
    find: readText(find),
    band: band === "range" ? band : undefined,
  };
}
