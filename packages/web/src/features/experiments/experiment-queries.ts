import type { ViewType } from "@slipway/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { nameFilter } from "../../ui/name-filter.js";

const PAGE = 200;

/** What narrows the list of experiments down, and its order. */
export interface ExperimentListing {
  /** A part of the name. */
  text?: string | undefined;
  view: ViewType;
  orderBy: string;
}

export const experimentQueries = {
  /** The key that all of these queries begin with. */
  all: ["experiments"] as const,

  list: ({ text, view, orderBy }: ExperimentListing) =>
    infiniteQueryOptions({
      queryKey: [...experimentQueries.all, "list", text, view, orderBy],
      queryFn: ({ pageParam, signal }) =>
        client.experiments.search(
          {
            filter: nameFilter(text),
            view_type: view,
            order_by: [orderBy],
            max_results: PAGE,
            page_token: pageParam,
          },
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next_page_token || undefined,
      placeholderData: (before) => before,
    }),

  one: (experimentId: string) =>
    queryOptions({
      queryKey: [...experimentQueries.all, "one", experimentId],
      queryFn: async ({ signal }) =>
        (await client.experiments.get({ experiment_id: experimentId }, { signal })).experiment,
      staleTime: 60_000,
    }),
};
