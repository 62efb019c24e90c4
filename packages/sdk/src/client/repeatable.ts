import type { Endpoint } from "@slipway/contract";

/**
 * POST calls that may arrive twice without harm: reads, and writes that the server deduplicates or applies as
 * upserts. The list follows MLflow's client.
 */
const REPEATABLE_POSTS = new Set([
  "experiments.search",
  "experiments.setTag",
  "loggedModels.search",
  "modelVersions.setTag",
  "registeredModels.getLatestVersions",
  "registeredModels.setAlias",
  "registeredModels.setTag",
  "runs.delete",
  "runs.logBatch",
  "runs.logMetric",
  "runs.logParameter",
  "runs.restore",
  "runs.search",
  "runs.setTag",
  "runs.update",
]);

/** Whether a call may be sent again when it is not known if the first one arrived. */
export function isRepeatable(endpoint: Endpoint, fields: Record<string, unknown>): boolean {
  if (endpoint.methods[0] !== "POST" || REPEATABLE_POSTS.has(endpoint.name)) return true;
  return typeof fields.idempotency_key === "string" && fields.idempotency_key !== "";
}
