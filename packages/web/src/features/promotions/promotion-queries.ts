import { ApiError } from "@slipway/contract";
import { ConnectionError } from "@slipway/sdk/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";

const PAGE = 100;

export const promotionQueries = {
  /** The history of a model, newest first; pages are null on a server that keeps none. */
  ofModel: (name: string) =>
    infiniteQueryOptions({
      queryKey: ["promotions", name],
      queryFn: async ({ pageParam, signal }) => {
        try {
          return await client.promotions.list({ name, max_results: PAGE, page_token: pageParam }, { signal });
        } catch (error) {
          if (isUnknownCall(error)) return null;
          throw error;
        }
      },
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page?.next_page_token || undefined,
    }),
};

/** Whether the server does not know the call: MLflow's own answers a page, not an error of the protocol. */
function isUnknownCall(error: unknown): boolean {
  return (error instanceof ApiError || error instanceof ConnectionError) && error.status === 404;
}
