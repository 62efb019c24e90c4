import { readTexts } from "../../app/read-text.js";
import { type HistorySearch, readHistorySearch } from "../promotions/history/history-search.js";

const MODEL_TABS = ["versions", "history", "rules"] as const;
export type ModelTab = (typeof MODEL_TABS)[number];

/** What the address of a registered model carries. */
export interface ModelSearch extends HistorySearch {
  /** Absent: the versions. */
  tab?: Exclude<ModelTab, "versions">;
  /** The versions that are chosen. */
  selected?: string[];
}

/** Reads the address; what it does not know is left out. */
export function readModelSearch(search: Record<string, unknown>): ModelSearch {
  const tab = MODEL_TABS.find((name) => name === search.tab);
  return {
    tab: tab === "versions" ? undefined : tab,
    selected: readTexts(search.selected),
    ...readHistorySearch(search),
  };
}
