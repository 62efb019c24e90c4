import { readText } from "../../app/read-text.js";
import { type CurveView, readCurveView } from "../metrics/curve-view.js";
import { type DecisionSearch, readDecisionSearch } from "../promotions/decision/decision-search.js";

const RUN_TABS = ["overview", "metrics", "artifacts", "log", "decision"] as const;
export type RunTab = (typeof RUN_TABS)[number];

/** What the address of a run carries. */
export interface RunSearch extends CurveView, DecisionSearch {
  /** Absent: the overview. */
  tab?: Exclude<RunTab, "overview">;
  /** The artifact in view. */
  path?: string;
  /** The logged model whose artifacts these are; absent, the run's own. */
  model?: string;
  /** Whether a text that could be drawn is shown as it is written. */
  raw?: true;
}

/** Reads the address; what it does not know is left out. */
export function readRunSearch(search: Record<string, unknown>): RunSearch {
  const tab = RUN_TABS.find((name) => name === search.tab);
  return {
    tab: tab === "overview" ? undefined : tab,
    path: readText(search.path),
    model: readText(search.model),
    raw: search.raw === true || undefined,
    ...readCurveView(search),
    ...readDecisionSearch(search),
  };
}
