import type { ViewType } from "@slipway/contract";
import { readText, readTexts } from "../../app/read-text.js";
import { type RunsLayout, readRunsLayout } from "./runs-layout.js";

/** What the address of an experiment's table of runs carries. */
export interface RunsSearch extends RunsLayout {
  /** In the search language. */
  filter?: string;
  /** An order_by clause. */
  sort?: string;
  view?: Exclude<ViewType, "ACTIVE_ONLY">;
  /** The runs that are chosen, by id. */
  selected?: string[];
}

/** Reads the address; what it does not know is left out. */
export function readRunsSearch(search: Record<string, unknown>): RunsSearch {
  const { view } = search;
  return {
    filter: readText(search.filter),
    sort: readText(search.sort),
    view: view === "DELETED_ONLY" || view === "ALL" ? view : undefined,
    ...readRunsLayout(search),
    selected: readTexts(search.selected),
  };
}
