import { queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";

export const loggedModelQueries = {
  /** The models that a run logged. */
  ofRun: (experimentId: string, runId: string) =>
    queryOptions({
      queryKey: ["logged-models", experimentId, runId],
      queryFn: async ({ signal }) => {
        const input = { experiment_ids: [experimentId], filter: `source_run_id = '${runId}'` };
        return (await client.loggedModels.search(input, { signal })).models;
      },
    }),
};
