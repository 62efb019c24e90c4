import type { Metric } from "@slipway/contract";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";

/** The most points of one run that the server samples at once. */
const MOST_POINTS = 2500;
const FEWEST_POINTS = 300;
/** A chart of more points than this in all is no clearer, and slower. */
const POINTS_IN_ALL = 50_000;

/** A part of a history. */
export interface Steps {
  start: number;
  end: number;
}

/** How many points of each of so many runs are drawn. */
export const pointsOfEach = (runs: number): number =>
  Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, Math.floor(POINTS_IN_ALL / Math.max(1, runs))));

export const metricQueries = {
  /** Points of a metric of some runs, chosen evenly by the server where there are many: by run. */
  samples: (runIds: readonly string[], key: string, steps: Steps | undefined) =>
    queryOptions({
      queryKey: ["metrics", key, runIds, steps],
      queryFn: async ({ signal }) => {
        const range = steps && { start_step: steps.start, end_step: steps.end };
        const { metrics } = await client.metrics.getHistoryBulkInterval(
          { run_ids: [...runIds], metric_key: key, max_results: pointsOfEach(runIds.length), ...range },
          { signal },
        );
        const byRun: Record<string, Metric[]> = Object.fromEntries(runIds.map((runId) => [runId, []]));
        for (const point of metrics) byRun[point.run_id ?? ""]?.push(point);
        return byRun;
      },
      // While a part is asked for in detail, the whole stays in view.
      placeholderData: (before) => before,
    }),
};
