import type { endpoints } from "@slipway/contract";
import type { Handlers } from "../http/handlers.js";
import { bulkHistoryJson } from "./bulk-history-json.js";
import type { MetricService } from "./metric-service.js";

/** Serves the calls on metrics. */
export const metricRoutes = (metrics: MetricService): Handlers<typeof endpoints.metrics> => ({
  getHistory: (request) => metrics.history(request),
  getHistoryBulk: async (request) => ({
    headers: { "content-type": "application/json" },
    content: bulkHistoryJson(await metrics.bulkHistory(request)),
  }),
  getHistoryBulkInterval: async (request) => ({ metrics: await metrics.bulkSample(request) }),
});
