import { endpoint } from "../endpoint.js";
import { Metric } from "../entities/metric.js";
import { PageToken } from "../entities/page.js";
import { Int32, List, Maybe, Message, Required } from "../wire/scalars.js";

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
};
