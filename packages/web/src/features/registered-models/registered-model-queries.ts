import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { nameFilter } from "../../ui/name-filter.js";

const PAGE = 100;

export const registeredModelQueries = {
  list: ({ text, orderBy }: { text: string | undefined; orderBy: string }) =>
    infiniteQueryOptions({
      queryKey: ["registered-models", "list", text, orderBy],
      queryFn: ({ pageParam, signal }) =>
        client.registeredModels.search(
          { filter: nameFilter(text), order_by: [orderBy], max_results: PAGE, page_token: pageParam },
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next_page_token || undefined,
      placeholderData: (before) => before,
    }),

  one: (name: string) =>
    queryOptions({
      queryKey: ["registered-models", "one", name],
      queryFn: async ({ signal }) =>
        (await client.registeredModels.get({ name }, { signal })).registered_model,
    }),
};
