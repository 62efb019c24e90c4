import type { ModelVersion, RegisteredModel } from "@slipway/contract";
import { type Client, iterate } from "@slipway/sdk";
import type { PromoteStep } from "../file/slipway-file.js";
import { PipelineError } from "../pipeline-error.js";
import { isMissing, quoted } from "./server-kind.js";

/** What a registered model looks like at one moment. */
export interface Registry {
  /** False until the first promotion creates it. */
  exists: boolean;
  versions: ModelVersion[];
  /** The version that is in use; absent when there is none. */
  champion?: ModelVersion;
  /** Tags of the registered model. */
  tags: ReadonlyMap<string, string>;
}

/**
 * Reads a registered model and finds its champion: the version that bears the alias if that is set, else the
 * only version in the stage.
 * @throws PipelineError `usage` when alias and stage disagree or several versions are in the stage, with the
 * command that settles it
 */
export async function readRegistry(client: Client, name: string, promote: PromoteStep): Promise<Registry> {
  const { ambiguity, ...registry } = await inspectRegistry(client, name, promote);
  if (!ambiguity) return registry;
  throw new PipelineError("usage", `it is not clear which version is the champion: ${ambiguity.what}`, {
    hint: `\`slipway rollback "${name}" --to ${ambiguity.likely} --reason "settle the champion"\` makes version ${ambiguity.likely} the only one`,
  });
}

/** As {@link readRegistry}, but says what is not clear instead of throwing. */
export async function inspectRegistry(
  client: Client,
  name: string,
  promote: PromoteStep,
): Promise<Registry & { ambiguity?: { what: string; likely: string } }> {
  const { registered, versions } = await readVersions(client, name);
  if (!registered) return { exists: false, versions: [], tags: new Map() };
  const tags = new Map(registered.tags.map(({ key, value }) => [key, value]));
  const found = { exists: true, versions, tags };
  const { stage, alias } = promote;
  const aliased = registered.aliases.find((one) => one.alias === alias)?.version;
  const [inStage, ...others] = versions.filter((version) => stage && version.current_stage === stage);
  if (inStage && others.length > 0) {
    const list = [inStage, ...others].map(({ version }) => version).join(", ");
    const what = `versions ${list} of ${name} are all in ${stage}`;
    return { ...found, ambiguity: { what, likely: aliased ?? inStage.version } };
  }
  if (aliased !== undefined && inStage && inStage.version !== aliased) {
    const what = `the alias ${alias} is version ${aliased} of ${name}, and ${stage} is version ${inStage.version}`;
    return { ...found, ambiguity: { what, likely: inStage.version } };
  }
  const champion = versions.find(({ version }) => version === (aliased ?? inStage?.version));
  return { ...found, ...(champion && { champion }) };
}

/** A registered model and its versions, newest first; neither when it does not exist. */
export async function readVersions(
  client: Client,
  name: string,
): Promise<{ registered?: RegisteredModel; versions: ModelVersion[] }> {
  try {
    const { registered_model: registered } = await client.registeredModels.get({ name });
    const versions: ModelVersion[] = [];
    for await (const version of iterate(client.modelVersions.search, { filter: `name = ${quoted(name)}` })) {
      versions.push(version);
    }
    versions.sort((a, b) => Number(b.version) - Number(a.version));
    return { registered, versions };
  } catch (error) {
    if (isMissing(error)) return { versions: [] };
    throw error;
  }
}
