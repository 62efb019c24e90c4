import { queryOptions } from "@tanstack/react-query";
import { nameFilter } from "../../ui/name-filter.js";
import { client } from "../client.js";

/** So many of each kind are offered. */
const FEW = 6;
/** Runs are looked for in so many experiments: those that changed last. */
const EXPERIMENTS = 1000;

/** The beginning of a run's id, as pages show it. */
const ID = /^[0-9a-f]{6,32}$/;

/** What has a text in its name. */
export const paletteQueries = {
  experiments: (text: string) =>
    queryOptions({
      queryKey: ["palette", "experiments", text],
      queryFn: async ({ signal }) => {
        const input = { filter: nameFilter(text), max_results: FEW, order_by: ["last_update_time DESC"] };
        return (await client.experiments.search(input, { signal })).experiments;
      },
      placeholderData: (before) => before,
    }),

  models: (text: string) =>
    queryOptions({
      queryKey: ["palette", "models", text],
      queryFn: async ({ signal }) => {
        const input = { filter: nameFilter(text), max_results: FEW };
        return (await client.registeredModels.search(input, { signal })).registered_models;
      },
      placeholderData: (before) => before,
    }),

  /** Where runs are looked for. */
  places: () =>
    queryOptions({
      queryKey: ["palette", "places"],
      queryFn: async ({ signal }) => {
        const input = { max_results: EXPERIMENTS, order_by: ["last_update_time DESC"] };
        const { experiments } = await client.experiments.search(input, { signal });
        return experiments.map(({ experiment_id }) => experiment_id);
      },
      staleTime: 60_000,
    }),

  /** Runs by a part of their name, or by the beginning of their id. */
  runs: (text: string, experimentIds: readonly string[]) =>
    queryOptions({
      queryKey: ["palette", "runs", text, experimentIds.length],
      queryFn: async ({ signal }) => {
        const search = async (filter: string | undefined) => {
          const input = { experiment_ids: [...experimentIds], filter, max_results: FEW, fields: ["info"] };
          return (await client.runs.search(input, { signal })).runs;
        };
        const byId = ID.test(text) ? await search(`attributes.run_id LIKE '${text}%'`) : [];
        return byId.length > 0 ? byId : search(nameFilter(text, "attributes.run_name"));
      },
      enabled: text !== "" && experimentIds.length > 0,
      placeholderData: (before) => before,
    }),
};
