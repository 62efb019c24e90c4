import type { Promotion } from "@slipway/contract";
import { iterate } from "@slipway/sdk/client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { isUnknownCall } from "../../app/is-unknown-call.js";

const PAGE = 100;
const LARGEST_PAGE = 1000;

/** A stage or an alias that versions stand in. */
export type Place = { stage: string } | { alias: string };

export const promotionQueries = {
  /** What every query about a model's history begins with. */
  all: (name: string) => ["promotions", name] as const,

  /** The history of a model, newest first; pages are null on a server that keeps none. */
  ofModel: (name: string) =>
    infiniteQueryOptions({
      queryKey: ["promotions", name, "list"],
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

  /** The whole history of a model without its decisions, newest first; null on a server that keeps none. */
  whole: (name: string) =>
    queryOptions({
      queryKey: ["promotions", name, "whole"],
      queryFn: async ({ signal }) => {
        const entries: Promotion[] = [];
        const input = { name, brief: true, max_results: LARGEST_PAGE };
        try {
          for await (const entry of iterate(client.promotions.list, input, { signal })) entries.push(entry);
        } catch (error) {
          if (isUnknownCall(error)) return null;
          throw error;
        }
        return entries;
      },
    }),

  /** Who held some places at a time, and the entry that brought it there. */
  at: (name: string, time: number, places: readonly Place[]) =>
    queryOptions({
      queryKey: ["promotions", name, "at", time, places],
      queryFn: async ({ signal }) => {
        const answers = await Promise.all(
          places.map((place) => client.promotions.at({ name, time, ...place }, { signal })),
        );
        return answers.flatMap((answer) => answer.places);
      },
      placeholderData: (before) => before,
    }),

  /** Whether the hashes of all entries fit. */
  verified: (name: string) =>
    queryOptions({
      queryKey: ["promotions", name, "verified"],
      queryFn: ({ signal }) => client.promotions.verify({ name }, { signal }),
    }),
};
