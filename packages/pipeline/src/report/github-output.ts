import type { Decision } from "@slipway/contract";

/** A decision as the lines that a GitHub job appends to `$GITHUB_OUTPUT`, for the steps after it. */
export function githubOutput(decision: Decision): string {
  const { outcome, reason, model, candidate, champion, promotion } = decision;
  const version = promotion?.version;
  const values = {
    outcome,
    reason,
    model,
    version,
    "model-uri": version === undefined ? undefined : `models:/${model}/${version}`,
    "run-id": candidate?.run_id,
    "champion-before": champion?.version,
  };
  return Object.entries(values)
    .map(([key, value]) => `${key}=${(value ?? "").replaceAll(/[\r\n]+/g, " ")}\n`)
    .join("");
}
