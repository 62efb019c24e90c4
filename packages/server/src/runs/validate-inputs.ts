import { type DatasetInput, LIMITS } from "@slipway/contract";
import { invalidValue } from "../validation/invalid-value.js";
import { validateLength } from "../validation/length.js";

const RUN_ID = /^[a-zA-Z0-9][\p{L}\p{N}_-]{0,255}$/u;

/** Checks that a text can be a run's id at all. MLflow does so in some calls, before it looks the run up. */
export function validateRunId(id: string): void {
  if (!RUN_ID.test(id)) throw invalidValue("run_id", id);
}

/** @throws ApiError INVALID_PARAMETER_VALUE */
export function validateDatasetInput({ dataset, tags }: DatasetInput): void {
  validateLength("name", LIMITS.dataset.name, dataset.name);
  validateLength("digest", LIMITS.dataset.digest, dataset.digest);
  validateLength("source", LIMITS.dataset.source, dataset.source);
  validateLength("schema", LIMITS.dataset.schema, dataset.schema ?? "");
  validateLength("profile", LIMITS.dataset.profile, dataset.profile ?? "");
  for (const { key, value } of tags) {
    validateLength("key", LIMITS.inputTag.key, key);
    validateLength("value", LIMITS.inputTag.value, value);
  }
}
