import { readText, readTexts } from "../../../app/read-text.js";
import { type CurveView, readCurveView } from "../../metrics/curve-view.js";
import { type GroupKey, readGroupKey } from "./run-groups.js";

export const COMPARE_TABS = ["values", "curves", "plots", "artifacts", "code"] as const;
export type CompareTab = (typeof COMPARE_TABS)[number];

/** What the address of a comparison carries. */
export interface CompareSearch extends CurveView {
  /** Ids of the runs, in the order in which they are shown. */
  runs?: string[];
  /** Absent: the values. */
  tab?: Exclude<CompareTab, "values">;
  /** Whether values are listed in which all runs agree. */
  same?: true;
  /** The columns that a plot draws: its axes, or x and y. */
  axes?: string[];
  x?: string;
  y?: string;
  /** Whether the scatter's axes are logarithmic. */
  xlog?: true;
  ylog?: true;
  /** The metric whose spread and importance are drawn. */
  metric?: string;
  /** What runs are put together by; absent: as suits what is drawn. */
  by?: GroupKey;
  /** How the spread is drawn; absent: as bars. */
  spread?: "boxes";
  /** The file that is shown side by side, and of which runs; absent: the first two. */
  path?: string;
  between?: string[];
}

/** Reads the address; what it does not know is left out. */
export function readCompareSearch(search: Record<string, unknown>): CompareSearch {
  const tab = COMPARE_TABS.find((name) => name === search.tab);
  return {
    runs: readTexts(search.runs),
    tab: tab === "values" ? undefined : tab,
    same: search.same === true || undefined,
    axes: readTexts(search.axes),
    x: readText(search.x),
    y: readText(search.y),
    xlog: search.xlog === true || undefined,
    ylog: search.ylog === true || undefined,
    metric: readText(search.metric),
    by: readGroupKey(readText(search.by)),
    spread: search.spread === "boxes" ? search.spread : undefined,
    path: readText(search.path),
    between: readTexts(search.between),
    ...readCurveView(search),
  };
}
