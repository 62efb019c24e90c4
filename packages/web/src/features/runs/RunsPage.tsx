import { Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { runGrammar } from "@slipway/search";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { CopyableId } from "../../ui/CopyableId.js";
import { filterFault } from "../../ui/filter-box/filter-fault.js";
import { Loaded } from "../../ui/Loaded.js";
import { PageHeader } from "../../ui/PageHeader.js";
import { readSort, type Sort, writeSort } from "../../ui/table/sort.js";
import { experimentQueries } from "../experiments/experiment-queries.js";
import { NoRuns } from "./NoRuns.js";
import classes from "./RunsPage.module.css";
import { RunsTable } from "./RunsTable.js";
import { RunsToolbar } from "./RunsToolbar.js";
import { keysOf, usualColumns } from "./run-columns.js";
import { runQueries } from "./run-queries.js";
import type { RunsSearch } from "./runs-search.js";

const route = getRouteApi("/experiments/$experimentId");
const NO_RUNS: readonly Run[] = [];

/** The runs of one experiment. */
export function RunsPage() {
  const { experimentId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { filter, sort, view = "ACTIVE_ONLY" } = search;
  const experiment = useQuery(experimentQueries.one(experimentId));
  const readable = filterFault(filter ?? "", runGrammar) === undefined;
  const query = useInfiniteQuery({
    ...runQueries.list({ experimentId, filter, view, orderBy: sort }),
    enabled: readable,
  });
  const pages = query.data?.pages;

  const runs = useMemo(() => pages?.flatMap((page) => page.runs) ?? NO_RUNS, [pages]);
  const keys = useMemo(() => keysOf(runs), [runs]);
  // Taken from the first page, so that columns do not move while one scrolls.
  const first = pages?.[0]?.runs ?? NO_RUNS;
  const columns = useMemo(() => search.columns ?? usualColumns(keysOf(first)), [search.columns, first]);

  const change = (part: RunsSearch) =>
    navigate({ search: (now) => ({ ...now, ...part }), replace: part.columns !== undefined });
  const sorting = {
    sort: sort === undefined ? undefined : readSort(sort),
    onSort: (next: Sort | undefined) => change({ sort: next && writeSort(next) }),
  };
  const narrowed = filter !== undefined || search.view !== undefined;
  const clear = () => change({ filter: undefined, view: undefined });
  return (
    <Loaded query={experiment}>
      {({ name, lifecycle_stage }) => (
        <div className={classes.page}>
          <PageHeader
            title={name}
            crumbs={[{ label: "Experiments", link: { to: "/" } }]}
            beside={
              <>
                <CopyableId value={experimentId} what="experiment id" />
                {lifecycle_stage === "deleted" && <Text c="dimmed">deleted</Text>}
              </>
            }
            actions={readable && query.data && <Count shown={runs.length} more={query.hasNextPage} />}
          />
          <RunsToolbar
            search={search}
            onChange={change}
            keys={keys}
            columns={columns}
            refresh={() => void query.refetch()}
            busy={query.isRefetching}
          />
          {readable ? (
            <Loaded query={query} lines={12}>
              {() =>
                runs.length > 0 ? (
                  <RunsTable runs={runs} columns={columns} sorting={sorting} query={query} />
                ) : (
                  <NoRuns experiment={name} because={narrowed ? "narrowed" : "empty"} onClear={clear} />
                )
              }
            </Loaded>
          ) : (
            <NoRuns experiment={name} because="unreadable" onClear={clear} />
          )}
        </div>
      )}
    </Loaded>
  );
}

function Count({ shown, more }: { shown: number; more: boolean }) {
  return (
    <Text c="dimmed" fz="sm" className="numeric" role="status">
      {`${shown.toLocaleString("en-US")}${more ? "+" : ""} ${shown === 1 && !more ? "run" : "runs"}`}
    </Text>
  );
}
