import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { isUnknownCall } from "../../app/is-unknown-call.js";

const PAGE = 100;
/** How often a log with deliveries that are still under way is asked for again, in milliseconds. */
const UNDER_WAY = 2000;

export const adminQueries = {
  webhooks: () =>
    infiniteQueryOptions({
      queryKey: ["webhooks", "list"],
      queryFn: ({ pageParam, signal }) =>
        client.webhooks.list({ max_results: PAGE, page_token: pageParam, include_all: true }, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next_page_token || undefined,
    }),

  /** What was sent to a webhook, newest first. */
  deliveries: (webhookId: string) =>
    infiniteQueryOptions({
      queryKey: ["webhooks", "deliveries", webhookId],
      queryFn: ({ pageParam, signal }) =>
        client.webhooks.listDeliveries(
          { webhook_id: webhookId, max_results: PAGE, page_token: pageParam },
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next_page_token || undefined,
      refetchInterval: ({ state: { data } }) =>
        data?.pages[0]?.deliveries.some(({ status }) => status === "PENDING") ? UNDER_WAY : false,
    }),

  /** What the server says of itself; null of one that does not know the call. */
  server: () =>
    queryOptions({
      queryKey: ["server", "details"],
      queryFn: async ({ signal }) => {
        try {
          return await client.server.details({}, { signal });
        } catch (error) {
          if (isUnknownCall(error)) return null;
          throw error;
        }
      },
      refetchInterval: 10_000,
    }),

  /** How long the server takes to say that it is well, in milliseconds. */
  health: () =>
    queryOptions({
      queryKey: ["server", "health"],
      queryFn: async ({ signal }) => {
        const started = performance.now();
        const answer = await client.server.health({}, { signal });
        await answer.text();
        return performance.now() - started;
      },
      refetchInterval: 10_000,
    }),

  findings: () =>
    queryOptions({
      queryKey: ["server", "findings"],
      queryFn: async ({ signal }) => (await client.server.findings({}, { signal })).findings,
    }),
};
