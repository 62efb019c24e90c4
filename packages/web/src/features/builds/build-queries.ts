import type { Run } from "@slipway/contract";
import { ApiError } from "@slipway/contract";
import { iterate } from "@slipway/sdk/client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { isLive, LIVE } from "../runs/run-queries.js";
import { readBuildPlan } from "./build-plan.js";

const PAGE = 50;
/** Of so many runs all metrics are looked at, to know which there are. */
const SAMPLE = 20;
const RECORD = "slipway/build.json";

export const buildQueries = {
  /** Builds of all experiments, newest first. */
  list: (filter: string | undefined) =>
    infiniteQueryOptions({
      queryKey: ["runs", "builds", "list", filter],
      queryFn: ({ pageParam, signal }) =>
        client.builds.search({ filter, max_results: PAGE, page_token: pageParam }, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next_page_token || undefined,
      placeholderData: (before) => before,
      refetchInterval: ({ state: { data } }) =>
        data?.pages.length === 1 && data.pages[0]?.builds.some(({ run }) => isLive(run)) ? LIVE : false,
    }),

  /** The metrics that the runs of a build log, by the first of them. */
  metrics: (runId: string, live: boolean) =>
    queryOptions({
      queryKey: ["runs", "builds", "metrics", runId],
      queryFn: async ({ signal }) => {
        const input = { run_id: runId, fields: ["metrics.*"], max_results: SAMPLE };
        const { runs } = await client.builds.runs(input, { signal });
        return [...new Set(runs.flatMap(({ data }) => data.metrics.map(({ key }) => key)))].sort();
      },
      refetchInterval: live && LIVE,
    }),

  /** Every run of a build, and of each its cell, its state and one metric. */
  runs: (runId: string, metric: string | undefined, live: boolean) =>
    queryOptions({
      queryKey: ["runs", "builds", "runs", runId, metric],
      queryFn: async ({ signal }) => {
        const fields = ["info", "tags.*", ...(metric === undefined ? [] : [`metrics.${metric}`])];
        const runs: Run[] = [];
        for await (const run of iterate(client.builds.runs, { run_id: runId, fields }, { signal }))
          runs.push(run);
        return runs;
      },
      placeholderData: (before) => before,
      refetchInterval: live && LIVE,
    }),

  /** What a build set out to train; null when that is not on record. */
  plan: (runId: string, live: boolean) =>
    queryOptions({
      queryKey: ["runs", "builds", "plan", runId],
      queryFn: async ({ signal }) => {
        const listing = await client.artifacts.list({ run_id: runId, path: "slipway" }, { signal });
        if (!listing.files.some(({ path }) => path === RECORD)) return null;
        try {
          const answer = await client.artifacts.get({ run_id: runId, path: RECORD }, { signal });
          return readBuildPlan(await answer.text()) ?? null;
        } catch (error) {
          if (error instanceof ApiError && error.status === 404) return null;
          throw error;
        }
      },
      // It is written when a build starts, and does not change.
      refetchInterval: ({ state: { data } }) => (live && !data ? LIVE : false),
    }),
};
