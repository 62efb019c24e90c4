import type { Run, ViewType } from "@slipway/contract";
import { runGrammar } from "@slipway/search";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { filterFault } from "../../ui/filter-box/filter-fault.js";
import { fieldsOf, keysOf } from "./run-columns.js";
import { runQueries } from "./run-queries.js";
import type { RunsLayout } from "./runs-layout.js";
import type { RunsSearch } from "./runs-search.js";
import { columnsOf } from "./use-runs-layout.js";

const NO_RUNS: readonly Run[] = [];

/**
 * The runs that an address asks for, page after page, with no more of each than its columns show. Which keys there are
 * is learnt from the newest few, so that runs of many keys need not be carried whole.
 */
export function useRunsList(experimentId: string, search: RunsSearch, layout: RunsLayout) {
  const { filter, sort } = search;
  const view: ViewType = search.view ?? "ACTIVE_ONLY";
  const readable = filterFault(filter ?? "", runGrammar) === undefined;
  const sample = useQuery({
    ...runQueries.sample({ experimentId, filter, view }),
    enabled: readable,
  });
  const keys = useMemo(() => keysOf(sample.data ?? NO_RUNS), [sample.data]);
  const columns = useMemo(() => columnsOf(layout, keys), [layout, keys]);
  const known = sample.data !== undefined || layout.columns !== undefined;
  const listing = { experimentId, filter, view, orderBy: sort };
  const query = useInfiniteQuery({
    ...runQueries.list(listing, fieldsOf(columns)),
    enabled: readable && known,
  });
  const count = useQuery({ ...runQueries.count(listing), enabled: readable && query.data !== undefined });
  const pages = query.data?.pages;
  const runs = useMemo(() => pages?.flatMap((page) => page.runs) ?? NO_RUNS, [pages]);
  const failure = query.error ?? (known ? null : sample.error);
  const refetch = () => {
    void sample.refetch();
    void count.refetch();
    void query.refetch();
  };
  return { readable, keys, columns, runs, count: count.data, query: { ...query, error: failure, refetch } };
}
