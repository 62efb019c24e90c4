import { readText, readTexts } from "../../../app/read-text.js";
import { type CurveView, readCurveView } from "../../metrics/curve-view.js";

const COMPARE_TABS = ["values", "curves", "plots"] as const;
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
    ...readCurveView(search),
  };
}
