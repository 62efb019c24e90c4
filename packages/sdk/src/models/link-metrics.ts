import type { Run } from "@slipway/contract";
import { type Client, iterate } from "../client/index.js";
import { batchesOf } from "../runs/batches.js";

/**
 * Makes the metrics that a run logged at one step those of a model too, by logging the same points again with the
 * model's id, as MLflow does. The points of the run stay as they are.
 */
export async function linkMetrics(client: Client, run: Run, modelId: string, step: number): Promise<void> {
  const run_id = run.info.run_id;
  const metrics = [];
  for (const { key } of run.data.metrics) {
    for await (const point of iterate(client.metrics.getHistory, {
      run_id,
      metric_key: key,
      max_results: 25_000,
    })) {
      if (Number(point.step) === step && !point.model_id) metrics.push({ ...point, model_id: modelId });
    }
  }
  if (metrics.length === 0) return;
  for (const batch of batchesOf({ metrics })) await client.runs.logBatch({ run_id, ...batch });
}
