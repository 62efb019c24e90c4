import { ApiError, type endpoints, LIMITS, type RequestOf, type Stage } from "@slipway/contract";
import { ACTIVE_STAGES, parseStage } from "../model-versions/stage.js";
import { validateNewAlias } from "../model-versions/validate-alias.js";
import { validateModelName } from "../registered-models/validate-registry.js";
import { validateLength } from "../validation/length.js";

export type PromotionRequest = RequestOf<typeof endpoints.promotions.create>;

/** Largest texts of an entry, in characters. */
const ENTRY = { actor: 256, commit: 64, run_id: 32, idempotency_key: 256 } as const;

/** @throws ApiError INVALID_PARAMETER_VALUE */
export function validatePromotion(request: PromotionRequest): void {
  validateModelName(request.name);
  if (request.alias) validateNewAlias(request.alias);
  for (const field of ["actor", "commit", "run_id", "idempotency_key"] as const)
    validateLength(field, ENTRY[field], request[field] ?? "");
  validateLength("reason", LIMITS.description, request.reason ?? "");
  const { action, version, create } = request;
  if (action === "promote" && (version === undefined) === (create === undefined))
    throw invalid("A promotion needs one of 'version', an existing one, and 'create', one to be registered.");
  if (action === "promote" && !request.stage && !request.alias)
    throw invalid("A promotion needs a 'stage', an 'alias' or both to give to the version.");
  if (action !== "promote" && create) throw invalid(`A ${action} creates no version; leave out 'create'.`);
  if ((action === "hold" || action === "resume") && version !== undefined)
    throw invalid(`A ${action} is of the whole model; leave out 'version'.`);
}

/** The stage that a champion is in. @throws ApiError INVALID_PARAMETER_VALUE */
export function parseChampionStage(name: string | undefined): Stage | undefined {
  if (!name) return undefined;
  const stage = parseStage(name);
  if (ACTIVE_STAGES.includes(stage)) return stage;
  throw invalid(
    `A champion cannot be in the stage '${stage}'. Value must be one of ${ACTIVE_STAGES.join(", ")}.`,
  );
}

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);
