import { ApiError } from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { AliasService } from "../model-versions/alias-service.js";
import type { StageService } from "../model-versions/stage-service.js";
import type { Place } from "./place.js";

export interface ChampionSources {
  stages: Pick<StageService, "holders">;
  aliases: Pick<AliasService, "find">;
}

/**
 * The version that bears the alias, or else the only one in the stage; undefined when there is none.
 * @throws ApiError RESOURCE_CONFLICT when it cannot be told who is champion, saying how to settle that
 */
export async function findChampion(
  db: Db,
  { stages, aliases }: ChampionSources,
  name: string,
  { stage, alias }: Place,
): Promise<number | undefined> {
  const bearer = alias === undefined ? undefined : await aliases.find(db, name, alias);
  const holders =
    stage === undefined ? [] : (await stages.holders(db, name, stage)).map((row) => row.version);
  if (holders.length > 1)
    throw new ApiError(
      "RESOURCE_CONFLICT",
      `Versions ${holders.join(", ")} of '${name}' are all in ${stage}, so it cannot be told which is the champion. ` +
        "Move all but one of them to Archived (model-versions/transition-stage).",
      { holders: holders.map(String) },
    );
  const [holder] = holders;
  if (bearer !== undefined && holder !== undefined && bearer !== holder)
    throw new ApiError(
      "RESOURCE_CONFLICT",
      `Version ${bearer} of '${name}' bears the alias '${alias}', but version ${holder} is in ${stage}. ` +
        "Set the alias to the version in the stage (registered-models/alias), or move the stage (model-versions/transition-stage).",
      { holders: [String(bearer), String(holder)] },
    );
  return bearer ?? holder;
}
