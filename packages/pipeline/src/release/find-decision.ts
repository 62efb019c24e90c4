import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiError as ContractError, compileDecoder, Decision } from "@slipway/contract";
import { type Client, type Connection, downloadFrom, iterate, parseModelsUri, versionOf } from "@slipway/sdk";
import { TAGS, tagsOf } from "../build/tags.js";
import { openConnection } from "../open-connection.js";
import { PipelineError } from "../pipeline-error.js";
import { openEvidence } from "./open-evidence.js";
import { DECISION_RECORD, VERSION_TAGS } from "./record.js";
import { asRegistryError } from "./registry-scene.js";
import { isMissing } from "./server-kind.js";

const decode = compileDecoder(Decision, { keepUnknownEnums: true });

/** How many of the newest runs with an outcome are looked at for a record. */
const NEWEST = 20;

/**
 * The decision that a release recorded; of a sealed test set with what its gates saw, once that may be seen.
 * @param target a run (a build, a candidate of one, or a run that was released by itself) or `models:/NAME/VERSION`;
 * the newest decision of the tracking server when absent
 * @throws PipelineError `usage` when there is no such run or version, or no decision is recorded with it
 */
export async function findDecision(trackingUri: string, target?: string): Promise<Decision> {
  const connection = openConnection(trackingUri);
  try {
    if (target === undefined) return await newest(connection);
    return target.startsWith("models:")
      ? await ofVersion(connection, target)
      : await ofRun(connection, target);
  } catch (error) {
    throw asRegistryError(error);
  }
}

async function ofVersion(connection: Connection, uri: string): Promise<Decision> {
  const { client } = connection;
  const reference = referenceOf(uri);
  const { name } = reference;
  const version = await versionOf(client, reference);
  const { model_version } = await client.modelVersions.get({ name, version });
  const recorded = model_version.tags.find(({ key }) => key === VERSION_TAGS.decision)?.value;
  const found = recorded && (await readDecision(connection, recorded));
  if (found) return found;
  throw new PipelineError("usage", `no decision is recorded with version ${version} of ${name}`, {
    hint: "`slipway release` records one; versions that were promoted otherwise have none",
  });
}

function referenceOf(uri: string): Parameters<typeof versionOf>[1] {
  try {
    const { reference } = parseModelsUri(uri);
    if (!("modelId" in reference)) return reference;
  } catch {
    // Said below, for both.
  }
  throw new PipelineError("usage", `'${uri}' names no version of a registered model`, {
    hint: "e.g. models:/NAME/4, models:/NAME@champion, models:/NAME/Production",
  });
}

/** A candidate's decision is kept by its build. */
async function ofRun(connection: Connection, runId: string): Promise<Decision> {
  const { run } = await connection.client.runs.get({ run_id: runId });
  const parent = tagsOf(run).get(TAGS.parent);
  for (const id of [runId, ...(parent ? [parent] : [])]) {
    const found = await readDecision(connection, recordOf(id));
    if (found) return found;
  }
  throw new PipelineError("usage", `no decision is recorded with run ${runId}`, {
    hint: "`slipway release` records one, unless it is a dry run",
  });
}

async function newest(connection: Connection): Promise<Decision> {
  const experiments = await allExperiments(connection.client);
  for await (const decision of newestDecisions(connection, experiments)) return decision;
  throw new PipelineError("usage", "no release has recorded a decision on this tracking server", {
    hint: "name a run or a version: `slipway report models:/NAME/4`",
  });
}

/** The decisions that are recorded with the newest runs of experiments, newest first. */
export async function* newestDecisions(
  connection: Connection,
  experiment_ids: string[],
): AsyncGenerator<Decision> {
  const { runs } = await connection.client.runs.search({
    experiment_ids,
    filter: "tags.`slipway.outcome` != ''",
    order_by: ["attributes.start_time DESC"],
    max_results: NEWEST,
  });
  for (const { info } of runs) {
    const found = await readDecision(connection, recordOf(info.run_id));
    if (found) yield found;
  }
}

async function allExperiments(client: Client): Promise<string[]> {
  const ids: string[] = [];
  for await (const { experiment_id } of iterate(client.experiments.search, { max_results: 1000 }))
    ids.push(experiment_id);
  return ids;
}

const recordOf = (runId: string): string => `runs:/${runId}/${DECISION_RECORD}`;

/** The decision that is kept at a URI; undefined when nothing is there. @throws PipelineError when it is no decision */
export async function readDecision(connection: Connection, uri: string): Promise<Decision | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-decision-"));
  try {
    const path = await downloadFrom(connection, uri, folder);
    return await openEvidence(connection, decode(JSON.parse(await readFile(path, "utf8"))));
  } catch (error) {
    if (isMissing(error) || (error instanceof ContractError && error.status === 404)) return undefined;
    if (!(error instanceof SyntaxError) && !(error instanceof ContractError)) throw error;
    throw new PipelineError("usage", `what ${uri} holds is no decision: ${error.message}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
