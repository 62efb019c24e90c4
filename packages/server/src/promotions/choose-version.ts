import { ApiError } from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { ModelVersionService } from "../model-versions/model-version-service.js";
import { unlessMissing } from "../validation/unless-missing.js";
import { championsIn } from "./champions.js";
import type { Place } from "./place.js";
import { type PromotionRow, selectSteps } from "./promotion-store.js";
import type { PromotionRequest } from "./validate-promotion.js";

/** What is known of a model when an entry of its history is about to be made. */
export interface Situation {
  place: Place;
  champion: number | undefined;
  /** The newest entry of its history. */
  last: PromotionRow | undefined;
}

type Versions = Pick<ModelVersionService, "require">;

/**
 * The existing version that a request makes champion: the one that it names, or for a rollback the champion before.
 * @throws ApiError RESOURCE_DOES_NOT_EXIST, INVALID_PARAMETER_VALUE
 */
export async function chooseVersion(
  tx: Db,
  versions: Versions,
  request: PromotionRequest,
  situation: Situation,
): Promise<number> {
  const { name, action } = request;
  const chosen = request.version ?? (await championBefore(tx, versions, name, situation));
  const { version, status } = await versions.require(tx, name, chosen);
  if (status !== "READY")
    throw invalid(`Version ${version} of '${name}' is ${status}; only a READY version can be champion.`);
  if (action === "rollback" && version === situation.champion)
    throw invalid(
      `Version ${version} of '${name}' is the champion already; a rollback goes to another version.`,
    );
  return version;
}

/** The newest champion before the present one that is still there. */
async function championBefore(
  tx: Db,
  versions: Versions,
  name: string,
  { last, champion, place }: Situation,
): Promise<number> {
  if (!place.stage && !place.alias)
    throw invalid(
      `'${name}' was never promoted here; a rollback needs the version to go back to, and a stage or an alias.`,
    );
  const champions = last?.chain ? championsIn(await selectSteps(tx, last.chain), place) : [];
  const now = champion === undefined ? -1 : champions.lastIndexOf(champion);
  const before = now < 0 ? champions : champions.slice(0, now);
  for (const version of before.reverse())
    if (version !== champion && (await unlessMissing(versions.require(tx, name, version)))) return version;
  throw invalid(
    `'${name}' had no champion before ${champion === undefined ? "now" : `version ${champion}`} that is still there; ` +
      "name the version to go back to.",
  );
}

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);
