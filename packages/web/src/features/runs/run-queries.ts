import type { Run, ViewType } from "@slipway/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";

/** The first page is there soon; the others are long, since who scrolls wants many. */
const FIRST_PAGE = 100;
const PAGE = 500;
/** Of so many runs all keys are looked at, to know which columns there are. */
const SAMPLE = 25;
/** How often the files of a run that still writes them are looked at again, in milliseconds. */
export const LIVE = 3_000;

/** Which runs of an experiment are listed, and in which order. */
export interface RunListing {
  experimentId: string;
  filter?: string | undefined;
  view: ViewType;
  orderBy?: string | undefined;
  /** Without those whose parent is listed. */
  topLevel?: boolean;
}

export const isLive = (run: Run | undefined): boolean =>
  run?.info.status === "RUNNING" || run?.info.status === "SCHEDULED";

/** The filter for the runs that a run has started. */
export const childrenFilter = (runId: string): string => `tags.mlflow.parentRunId = '${runId}'`;

export const runQueries = {
  /** What every query of runs begins with. */
  all: ["runs"] as const,

  /** The newest few of the runs that a search finds, with all that they have logged. */
  sample: ({ experimentId, filter, view }: Omit<RunListing, "orderBy">) =>
    queryOptions({
      queryKey: ["runs", "sample", experimentId, filter, view],
      queryFn: async ({ signal }) =>
        (
          await client.runs.search(
            { experiment_ids: [experimentId], filter, run_view_type: view, max_results: SAMPLE },
            { signal },
          )
        ).runs,
      placeholderData: (before) => before,
    }),

  /** How many runs a search finds. */
  count: ({ experimentId, filter, view }: RunListing) =>
    queryOptions({
      queryKey: ["runs", "count", experimentId, filter, view],
      queryFn: async ({ signal }) => {
        const input = {
          experiment_ids: [experimentId],
          filter,
          run_view_type: view,
          max_results: 1,
          fields: ["info"],
          count: true,
        };
        return Number((await client.runs.search(input, { signal })).total_count ?? 0);
      },
    }),

  /** Runs page by page, and of each what the fields name. */
  list: ({ experimentId, filter, view, orderBy, topLevel }: RunListing, fields: readonly string[]) =>
    infiniteQueryOptions({
      queryKey: ["runs", "list", experimentId, filter, view, orderBy, topLevel, fields],
      queryFn: ({ pageParam, signal }) =>
        client.runs.search(
          {
            experiment_ids: [experimentId],
            filter,
            run_view_type: view,
            order_by: orderBy === undefined ? [] : [orderBy],
            max_results: pageParam === undefined ? FIRST_PAGE : PAGE,
            page_token: pageParam,
            fields: [...fields],
            top_level: topLevel,
          },
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next_page_token || undefined,
      placeholderData: (before) => before,
      // A long list that someone has scrolled through is not asked for again and again.
      refetchOnWindowFocus: ({ state: { data } }) => data?.pages.length === 1,
    }),

  /** The runs that a run has started, as many as one page holds. */
  children: (runId: string, { experimentId, view }: RunListing, fields: readonly string[]) =>
    queryOptions({
      queryKey: ["runs", "children", runId, experimentId, view, fields],
      queryFn: ({ signal }) =>
        client.runs.search(
          {
            experiment_ids: [experimentId],
            filter: childrenFilter(runId),
            run_view_type: view,
            max_results: PAGE,
            fields: [...fields],
          },
          { signal },
        ),
    }),

  one: (runId: string) =>
    queryOptions({
      queryKey: ["runs", "one", runId],
      queryFn: async ({ signal }) => (await client.runs.get({ run_id: runId }, { signal })).run,
    }),

  /** Whether a run has started others. */
  hasChildren: ({ info: { experiment_id, run_id } }: Run) =>
    queryOptions({
      queryKey: ["runs", "has-children", run_id],
      queryFn: async ({ signal }) => {
        const input = {
          experiment_ids: [experiment_id],
          filter: childrenFilter(run_id),
          max_results: 1,
          fields: ["info"],
        };
        return (await client.runs.search(input, { signal })).runs.length > 0;
      },
    }),

  /** Whether anything was ever logged to an experiment. */
  any: (experimentId: string) =>
    queryOptions({
      queryKey: ["runs", "any", experimentId],
      queryFn: async ({ signal }) => {
        const { runs } = await client.runs.search(
          { experiment_ids: [experimentId], run_view_type: "ALL", max_results: 1, fields: ["info"] },
          { signal },
        );
        return runs.length > 0;
      },
    }),
};
