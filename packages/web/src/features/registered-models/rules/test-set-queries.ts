import type { TestSet } from "@slipway/contract";
import { iterate } from "@slipway/sdk/client";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../../app/client.js";

export const testSetQueries = {
  /** The held-out sets that served decisions about a model, newest first. */
  ofModel: (name: string) =>
    queryOptions({
      queryKey: ["test-sets", name],
      queryFn: async ({ signal }) => {
        const sets: TestSet[] = [];
        for await (const set of iterate(client.testSets.list, { max_results: 100 }, { signal }))
          if (set.spent.some(({ model }) => model === name)) sets.push(set);
        return sets;
      },
    }),
};
