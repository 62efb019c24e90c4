import type { Metric } from "@slipway/contract";
import { iterate } from "@slipway/sdk/client";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";

/** The most points of one metric that are fetched; a page of the server holds 25,000. */
export const MOST_POINTS = 100_000;

export const metricQueries = {
  /** All points of a metric of a run. */
  history: (runId: string, key: string, refetchInterval: number | false) =>
    queryOptions({
      queryKey: ["metrics", runId, key],
      queryFn: async ({ signal }) => {
        const points: Metric[] = [];
        const input = { run_id: runId, metric_key: key, max_results: 25_000 };
        for await (const point of iterate(client.metrics.getHistory, input, { signal })) {
          points.push(point);
          if (points.length >= MOST_POINTS) break;
        }
        return points;
      },
      refetchInterval,
    }),
};
