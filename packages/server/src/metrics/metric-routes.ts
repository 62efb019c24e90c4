import type { endpoints } from "@slipway/contract";
import type { Handlers } from "../http/handlers.js";
import type { MetricService } from "./metric-service.js";

/** Serves the calls on metrics. */
export const metricRoutes = (metrics: MetricService): Handlers<typeof endpoints.metrics> => ({
  getHistory: (request) => metrics.history(request),
});
