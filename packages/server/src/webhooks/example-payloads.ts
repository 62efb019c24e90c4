import type { WebhookEventName } from "@slipway/contract";

const model = { name: "example_model" };
const prompt = { name: "example_prompt" };
const version = { version: "1" };
const tag = { key: "example_key", value: "example_value" };
const tags = { tags: { example_key: "example_value" } };
const alias = { alias: "example_alias" };
const champion = { ...model, ...version, previous_version: null, stage: "Production", alias: null };
const decision = { reason: "An example reason", actor: "example_user", forced: false, run_id: null };
const run = {
  run_id: "abcd1234abcd5678abcd1234abcd5678",
  run_name: "example-run-1",
  experiment_id: "0",
  start_time: 1_704_067_200_000,
  end_time: 1_704_067_260_000,
};

/** What a test of a webhook sends for each event: for MLflow's events, what MLflow sends. */
export const EXAMPLES: Record<WebhookEventName, Record<string, unknown>> = {
  "registered_model.created": { ...model, ...tags, description: "An example registered model" },
  "model_version.created": {
    ...model,
    ...version,
    source: "models:/123",
    run_id: "abcd1234abcd5678",
    ...tags,
    description: "An example model version",
  },
  "model_version_tag.set": { ...model, ...version, ...tag },
  "model_version_tag.deleted": { ...model, ...version, key: tag.key },
  "model_version_alias.created": { ...model, ...alias, ...version },
  "model_version_alias.deleted": { ...model, ...alias },
  "prompt.created": { ...prompt, ...tags, description: "An example prompt" },
  "prompt_version.created": {
    ...prompt,
    ...version,
    template: "Hello {{name}}!",
    ...tags,
    description: "An example prompt version",
  },
  "prompt_tag.set": { ...prompt, ...tag },
  "prompt_tag.deleted": { ...prompt, key: tag.key },
  "prompt_version_tag.set": { ...prompt, ...version, ...tag },
  "prompt_version_tag.deleted": { ...prompt, ...version, key: tag.key },
  "prompt_alias.created": { ...prompt, ...alias, ...version },
  "prompt_alias.deleted": { ...prompt, ...alias },
  "budget_policy.exceeded": {
    budget_policy_id: "bp-abc123",
    budget_unit: "USD",
    budget_amount: 100,
    current_spend: 105.5,
    duration_unit: "MONTHS",
    duration_value: 1,
    target_scope: "ENDPOINT",
    workspace: "default",
    target_value: "ep-abc123",
    window_start: 1_704_067_200_000,
  },
  "model_version_stage.transitioned": {
    ...model,
    ...version,
    stage: "Production",
    previous_stage: "Staging",
  },
  "champion.promoted": { ...champion, ...decision },
  "champion.rolled_back": { ...champion, ...decision },
  "champion.held": { ...champion, ...decision },
  "champion.resumed": { ...champion, ...decision },
  "run.finished": { ...run, status: "FINISHED" },
  "run.failed": { ...run, status: "FAILED" },
  "run.killed": { ...run, status: "KILLED" },
};
