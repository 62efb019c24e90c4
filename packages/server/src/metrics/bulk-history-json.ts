import type { Metric } from "@slipway/contract";

/**
 * The answer of get-history-bulk as MLflow writes it: by Python's JSON, where NaN is a bare word and an empty list
 * stays. The UI that asks for it reads it so.
 */
export const bulkHistoryJson = (metrics: readonly Metric[]): string =>
  `{"metrics":[${metrics.map(pointJson).join(",")}]}`;

const pointJson = ({ key, run_id, step, timestamp, value }: Metric): string =>
  `{"key":${JSON.stringify(key)},"run_id":${JSON.stringify(run_id)},"step":${step},"timestamp":${timestamp},"value":${value}}`;
