import { RUN_STATUSES, type RunStatus } from "@slipway/contract";
import { printFilter } from "@slipway/search";
import { readText } from "../../app/read-text.js";

/** What the address of the list of builds carries. */
export interface BuildsSearch {
  /** In the search language, on the builds' own runs. */
  filter?: string;
  status?: RunStatus;
}

/** Reads the address; what it does not know is left out. */
export function readBuildsSearch(search: Record<string, unknown>): BuildsSearch {
  const { status } = search;
  const known = typeof status === "string" && Object.hasOwn(RUN_STATUSES, status);
  return { filter: readText(search.filter), status: known ? (status as RunStatus) : undefined };
}

/** The filter that the server is asked for. */
export function filterOf({ filter, status }: BuildsSearch): string | undefined {
  const parts = [filter && `(${filter})`, status && `attributes.status = '${status}'`].filter(Boolean);
  return parts.length > 0 ? parts.join(" AND ") : undefined;
}

/** The filter for the builds of one branch. */
export const branchIs = (branch: string): string =>
  printFilter({
    type: "comparison",
    entity: "tag",
    key: "mlflow.source.git.branch",
    comparator: "=",
    value: branch,
    start: 0,
    end: 0,
  });

/** What the address of one build carries. */
export interface BuildSearch {
  /** The metric that its grid shows. */
  metric?: string;
  /** The key of the matrix whose values are the columns. */
  across?: string;
  /** The configuration whose runs are listed. */
  cell?: string;
}

/** Reads the address; what it does not know is left out. */
export const readBuildSearch = (search: Record<string, unknown>): BuildSearch => ({
  metric: readText(search.metric),
  across: readText(search.across),
  cell: readText(search.cell),
});
