import type { FastifyInstance, FastifyRequest } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { MLFLOW_VERSION } from "../server-info/mlflow-version.js";

/** Upper bounds in seconds, as MLflow's exporter has them. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Asked all the time by machines, so that they would outweigh all else. */
const LEFT_OUT = /\/(?:health|version|metrics)$/;

/**
 * Counts and times every request, and shows it at `/metrics` in the names of MLflow's exporter. Beyond its labels there
 * is `path`: the route's pattern, never an address, so that their number is bounded.
 */
export function exposePrometheus(app: FastifyInstance): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ["method", "status", "path"];
  const total = new Counter({
    name: "mlflow_http_request_total",
    help: "Total number of HTTP requests",
    labelNames,
    registers: [registry],
  });
  const duration = new Histogram({
    name: "mlflow_http_request_duration_seconds",
    help: "HTTP request duration in seconds",
    labelNames: [...labelNames, "mlflow_version"],
    buckets: BUCKETS,
    registers: [registry],
  });
  new Gauge({
    name: "mlflow_exporter_info",
    help: "The release whose protocol is served",
    labelNames: ["version"],
    registers: [registry],
  }).set({ version: MLFLOW_VERSION }, 1);
  app.addHook("onResponse", (request, reply, done) => {
    const path = patternOf(request);
    if (!LEFT_OUT.test(path)) {
      const labels = { method: request.method, status: String(reply.statusCode), path };
      total.inc(labels);
      duration.observe({ ...labels, mlflow_version: MLFLOW_VERSION }, reply.elapsedTime / 1000);
    }
    done();
  });
  app.get("/metrics", async (_request, reply) => {
    reply.type(registry.contentType);
    return registry.metrics();
  });
}

const patternOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? "";
