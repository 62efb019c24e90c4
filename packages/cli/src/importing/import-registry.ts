import type { ModelVersion, RegisteredModel } from "@slipway/contract";
import type { Connection } from "@slipway/sdk";
import { iterate } from "@slipway/sdk/client";
import type { Counts } from "./counts.js";
import { add } from "./counts.js";
import { type Ids, mappedSource } from "./ids.js";
import { COMPLETE, ORIGIN, tagOf, withoutOrigin } from "./origin-tags.js";

export async function registeredModelsOf({ client }: Connection): Promise<RegisteredModel[]> {
  const models: RegisteredModel[] = [];
  for await (const model of iterate(client.registeredModels.search, { max_results: 1000 }))
    models.push(model);
  return models;
}

/** The versions of a model that were not deleted, by number. */
async function versionsOf({ client }: Connection, name: string): Promise<ModelVersion[]> {
  const versions: ModelVersion[] = [];
  const filter = `name = '${name.replaceAll("'", "''")}'`;
  for await (const version of iterate(client.modelVersions.search, { filter, max_results: 1000 }))
    if (version.name === name) versions.push(version);
  return versions.sort((a, b) => Number(a.version) - Number(b.version));
}

/**
 * Copies a registered model with its versions under their numbers; what is there already stays.
 * @throws Error when a model of the name is there that came from elsewhere
 */
export async function importRegisteredModel(
  from: Connection,
  to: Connection,
  model: RegisteredModel,
  ids: Ids,
): Promise<void> {
  const { client } = to;
  const { name } = model;
  const known = (await registeredModelsOf(to)).find((other) => other.name === name);
  if (known && tagOf(known.tags, ORIGIN) === undefined)
    throw new Error(`A registered model '${name}' is there already, and did not come from this source.`);
  if (known && tagOf(known.tags, COMPLETE) !== undefined) return;
  // One that was cut off is made anew: versions are only rows, their files belong to runs and logged models.
  if (known) await client.registeredModels.delete({ name });
  await client.registeredModels.create({
    name,
    ...(model.description && { description: model.description }),
    tags: [...withoutOrigin(model.tags), { key: ORIGIN, value: name }],
  });
  let next = 1;
  for (const version of await versionsOf(from, name)) {
    // Numbers that were deleted in the source are used up here, too.
    for (; next < Number(version.version); next++) await fillGap(to, name, version, ids);
    await importVersion(to, version, ids);
    next++;
  }
  for (const { alias, version } of model.aliases)
    await client.registeredModels.setAlias({ name, alias, version });
  await client.registeredModels.setTag({ name, key: COMPLETE, value: "true" });
}

async function fillGap(to: Connection, name: string, like: ModelVersion, ids: Ids): Promise<void> {
  const { model_version } = await to.client.modelVersions.create({ name, ...originOf(like, ids) });
  await to.client.modelVersions.delete({ name, version: model_version.version });
}

async function importVersion({ client }: Connection, version: ModelVersion, ids: Ids): Promise<void> {
  const { name, description, run_link, current_stage } = version;
  const { model_version: made } = await client.modelVersions.create({
    name,
    ...originOf(version, ids),
    ...(description && { description }),
    ...(run_link && { run_link }),
    tags: version.tags,
  });
  if (current_stage && current_stage !== "None")
    await client.modelVersions.transitionStage({
      name,
      version: made.version,
      stage: current_stage,
      archive_existing_versions: false,
    });
}

function originOf({ source = "", run_id }: ModelVersion, ids: Ids) {
  const run = ids.runs.get(run_id ?? "");
  return { ...mappedSource(source, ids), ...(run && { run_id: run }) };
}

/** How much of the registry there is of some models. */
export async function countRegistry(
  connection: Connection,
  names: readonly string[],
  counts: Counts,
): Promise<void> {
  for (const { name } of await registeredModelsOf(connection)) {
    if (!names.includes(name)) continue;
    add(counts, { registered_models: 1, versions: (await versionsOf(connection, name)).length });
  }
}
