import type { Run, ViewType } from "@slipway/contract";
import { runGrammar } from "@slipway/search";
import { useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { filterFault } from "../../ui/filter-box/filter-fault.js";
import { readSort } from "../../ui/table/sort.js";
import { fieldsOf, keysOf, metricOfOrder } from "./run-columns.js";
import { fieldsToGroup, groupRuns, sortGroups } from "./run-groups.js";
import { type RunListing, runQueries } from "./run-queries.js";
import { type Children, flatRows, groupRows, nestedRows } from "./run-row.js";
import type { RunsLayout } from "./runs-layout.js";
import { groupingOf, type RunsSearch, rowsOf } from "./runs-search.js";
import { columnsOf } from "./use-runs-layout.js";

/** What {@link useRunsList} knows. */
export type RunsList = ReturnType<typeof useRunsList>;

const NO_RUNS: readonly Run[] = [];
const NONE: readonly string[] = [];
/** So many runs are grouped; the page says so where there are more. */
export const MOST_GROUPED = 5000;

/**
 * The runs that an address asks for, page after page, with no more of each than its columns show. Which keys there are
 * is learnt from the newest few, so that runs of many keys need not be carried whole.
 */
export function useRunsList(experimentId: string, search: RunsSearch, layout: RunsLayout) {
  const { filter, sort, open = NONE } = search;
  const view: ViewType = search.view ?? "ACTIVE_ONLY";
  const grouping = groupingOf(search);
  const nested = rowsOf(search) === "nested";
  const readable = filterFault(filter ?? "", runGrammar) === undefined;
  const sample = useQuery({
    ...runQueries.sample({ experimentId, filter, view }),
    enabled: readable,
  });
  const keys = useMemo(() => keysOf(sample.data ?? NO_RUNS), [sample.data]);
  const columns = useMemo(() => columnsOf(layout, keys), [layout, keys]);
  const known = sample.data !== undefined || layout.columns !== undefined;
  const listing = { experimentId, filter, view, orderBy: sort, topLevel: nested };
  const fields = fieldsOf(columns, [
    ...(nested ? ["children"] : []),
    ...(grouping === undefined ? [] : fieldsToGroup(grouping)),
  ]);
  const query = useInfiniteQuery({
    ...runQueries.list(listing, fields),
    enabled: readable && known,
  });
  const count = useQuery({ ...runQueries.count(listing), enabled: readable && query.data !== undefined });
  const pages = query.data?.pages;
  const runs = useMemo(() => pages?.flatMap((page) => page.runs) ?? NO_RUNS, [pages]);
  useAllPages(query, grouping !== undefined && runs.length < MOST_GROUPED);
  const children = useChildren(nested ? open : NONE, listing, fields);
  const groups = useMemo(
    () => (grouping === undefined ? undefined : sortedGroups(runs, grouping, sort)),
    [grouping, runs, sort],
  );
  const rows = useMemo(() => {
    if (groups) return groupRows(groups, new Set(open));
    return nested ? nestedRows(runs, new Set(open), children) : flatRows(runs);
  }, [groups, nested, runs, open, children]);
  const failure = query.error ?? (known ? null : sample.error);
  const refetch = () => {
    void sample.refetch();
    void count.refetch();
    void query.refetch();
  };
  return {
    readable,
    keys,
    columns,
    runs,
    rows,
    groups,
    count: count.data,
    query: { ...query, error: failure, refetch },
  };
}

function sortedGroups(runs: readonly Run[], grouping: string, sort: string | undefined) {
  const order = sort === undefined ? undefined : readSort(sort);
  return sortGroups(groupRuns(runs, grouping), order && metricOfOrder(order.key), order?.descending ?? false);
}

interface Paged {
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
  fetchNextPage: () => unknown;
}

/** Asks for page after page, while these are wanted. */
function useAllPages({ hasNextPage, isFetching, isError, fetchNextPage }: Paged, wanted: boolean): void {
  useEffect(() => {
    if (wanted && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [wanted, hasNextPage, isFetching, isError, fetchNextPage]);
}

function useChildren(open: readonly string[], listing: RunListing, fields: readonly string[]): Children {
  return useQueries({
    queries: open.map((id) => runQueries.children(id, listing, fields)),
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data }, index) =>
          data ? [[open[index] ?? "", { runs: data.runs, cut: Boolean(data.next_page_token) }] as const] : [],
        ),
      ),
  });
}
