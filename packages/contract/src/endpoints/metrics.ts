import { endpoint } from "../endpoint.js";
import { Metric } from "../entities/metric.js";
import { PageToken } from "../entities/page.js";
import { Int32, Int64, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

export const metrics = {
  getHistory: endpoint({
    name: "metrics.getHistory",
    method: "GET",
    path: "/mlflow/metrics/get-history",
    access: { resource: "run", id: "run_id", needs: "READ" },
    request: Message({
      run_id: Required({ alias: "run_uuid" }),
      metric_key: Required(),
      page_token: PageToken,
      max_results: Maybe(Int32()),
    }),
    response: Message({ metrics: List(Metric), next_page_token: PageToken }),
  }),
  /**
   * The histories of one metric of several runs. MLflow writes this answer by hand, with a bare NaN, which is no JSON:
   * hence bytes.
   */
  getHistoryBulk: endpoint({
    name: "metrics.getHistoryBulk",
    method: "GET",
    path: "/mlflow/metrics/get-history-bulk",
    prefix: "ajax",
    access: { resource: "run", id: "run_id", needs: "READ" },
    request: Message({ run_id: List(Text()), metric_key: Maybe(Text()), max_results: Maybe(Int64()) }),
    response: Empty,
    answers: "bytes",
  }),
  /** A sample of the history of one metric of each of several runs. */
  getHistoryBulkInterval: endpoint({
    name: "metrics.getHistoryBulkInterval",
    method: "GET",
    path: "/mlflow/metrics/get-history-bulk-interval",
    access: { resource: "run", id: "run_ids", needs: "READ" },
    request: Message({
      run_ids: List(Text()),
      metric_key: Required(),
      start_step: Maybe(Int64()),
      end_step: Maybe(Int64()),
      max_results: Maybe(Int64()),
    }),
    response: Message({ metrics: List(Metric) }),
  }),
};
