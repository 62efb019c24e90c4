import { printFilter } from "@slipway/search";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";

const PAGE = 100;

export const modelVersionQueries = {
  /** The versions of a model, newest first. */
  ofModel: (name: string) =>
    infiniteQueryOptions({
      queryKey: ["model-versions", "of-model", name],
      queryFn: ({ pageParam, signal }) =>
        client.modelVersions.search(
          {
            filter: isExactly("name", name),
            order_by: ["version_number DESC"],
            max_results: PAGE,
            page_token: pageParam,
          },
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next_page_token || undefined,
    }),

  /** The versions that were registered from a run. */
  ofRun: (runId: string) =>
    queryOptions({
      queryKey: ["model-versions", "of-run", runId],
      queryFn: async ({ signal }) => {
        const input = { filter: isExactly("run_id", runId), max_results: PAGE };
        return (await client.modelVersions.search(input, { signal })).model_versions;
      },
    }),

  one: (name: string, version: string) =>
    queryOptions({
      queryKey: ["model-versions", "one", name, version],
      queryFn: async ({ signal }) =>
        (await client.modelVersions.get({ name, version }, { signal })).model_version,
    }),
};

const isExactly = (key: string, value: string): string =>
  printFilter({ type: "comparison", entity: "attribute", key, comparator: "=", value, start: 0, end: 0 });
