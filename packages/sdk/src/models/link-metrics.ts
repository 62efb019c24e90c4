import { LIMITS, type Metric, type Run } from "@slipway/contract";
import { type Client, iterate } from "../client/index.js";
import { batchesOf } from "../runs/batches.js";

const PAGE = LIMITS.pages.metricHistory;

/**
 * Makes the metrics that a run logged at one step those of a model too, by logging the same points again with the
 * model's id, as MLflow does. The points of the run stay as they are.
 */
export async function linkMetrics(client: Client, run: Run, modelId: string, step: number): Promise<void> {
  const run_id = run.info.run_id;
  const metrics: Metric[] = [];
  for (const latest of run.data.metrics) {
    if (latest.step < step) continue;
    const point = Number(latest.step) === step ? latest : await pointAt(client, run_id, latest.key, step);
    if (point && !point.model_id) metrics.push({ ...point, model_id: modelId });
  }
  if (metrics.length === 0) return;
  for (const batch of batchesOf({ metrics })) await client.runs.logBatch({ run_id, ...batch });
}

/** The last point of a metric at a step that others followed. */
async function pointAt(
  client: Client,
  run_id: string,
  metric_key: string,
  step: number,
): Promise<Metric | undefined> {
  let found: Metric | undefined;
  for await (const point of iterate(client.metrics.getHistory, { run_id, metric_key, max_results: PAGE })) {
    if (Number(point.step) === step) found = point;
  }
  return found;
}
