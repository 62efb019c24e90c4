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
  /** How the rows are arranged: `nested`, `flat`, `configuration`, or a param or tag such as `params.model`. */
  rows?: string;
  /** The runs and groups whose rows are unfolded, by id. */
  open?: string[];
  /** The runs that are chosen, by id. */
  selected?: string[];
}

/**
 * How the rows are arranged: as asked for, else nested as long as nothing else decides which runs come first.
 */
export function rowsOf({ rows, filter, sort }: RunsSearch): string {
  if (rows !== undefined && /^(?:nested|flat|configuration|(?:params|tags)\..+)$/s.test(rows)) return rows;
  return filter === undefined && sort === undefined ? "nested" : "flat";
}

/** What the rows are grouped by; undefined where they are runs alone. */
export function groupingOf(search: RunsSearch): string | undefined {
  const rows = rowsOf(search);
  return rows === "nested" || rows === "flat" ? undefined : rows;
}

/** Reads the address; what it does not know is left out. */
export function readRunsSearch(search: Record<string, unknown>): RunsSearch {
  const { view } = search;
  return {
    filter: readText(search.filter),
    sort: readText(search.sort),
    view: view === "DELETED_ONLY" || view === "ALL" ? view : undefined,
    ...readRunsLayout(search),
    rows: readText(search.rows),
    open: readTexts(search.open),
    selected: readTexts(search.selected),
  };
}
