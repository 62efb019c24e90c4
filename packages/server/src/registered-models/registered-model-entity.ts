import type { RegisteredModel } from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { AliasService } from "../model-versions/alias-service.js";
import type { ModelVersionService } from "../model-versions/model-version-service.js";
import { type RegisteredModelRow, selectModelTags } from "./registered-model-store.js";

/** What a registered model shows of its versions. */
export interface RegistryParts {
  versions: Pick<ModelVersionService, "latest">;
  aliases: Pick<AliasService, "ofModels">;
}

/** Registered models as the wire has them, with one query for each kind of what belongs to them. */
export async function readRegisteredModels(
  db: Db,
  dialect: Dialect,
  { versions, aliases: ofAliases }: RegistryParts,
  rows: readonly RegisteredModelRow[],
): Promise<RegisteredModel[]> {
  const names = rows.map((row) => row.name);
  const tags = await selectModelTags(db, dialect, names);
  const aliases = await ofAliases.ofModels(db, names);
  const latest = await versions.latest(db, names);
  return rows.map((row) => ({
    name: row.name,
    creation_timestamp: row.creation_time ?? undefined,
    last_updated_timestamp: row.last_updated_time ?? undefined,
    description: row.description || undefined,
    // MLflow says once, with the model, which version bears which alias.
    latest_versions: latest
      .filter((version) => version.name === row.name)
      .map((version) => ({ ...version, aliases: [] })),
    tags: tags.get(row.name) ?? [],
    aliases: aliases.get(row.name) ?? [],
  }));
}
