import { join } from "node:path";
import type { ModelVersion } from "@slipway/contract";
import { type Connection, downloadFrom } from "@slipway/sdk";
import { asPipelineError } from "../as-pipeline-error.js";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { readPredictions } from "../evaluation/read-predictions.js";
import type { SlipwayFile } from "../file/slipway-file.js";
import { openConnection } from "../open-connection.js";
import { withTemporaryFolder } from "../receipts/temporary-folder.js";
import { inspectRegistry } from "../release/champion.js";
import { newestDecisions, readDecision } from "../release/find-decision.js";
import { VERSION_TAGS } from "../release/record.js";
import { isMissing } from "../release/server-kind.js";
import { SEALED } from "../test-sets/seal.js";
import { type KnownNoise, noiseOfDecision, noiseOfRows } from "./known-noise.js";

export interface NoiseOptions {
  file: SlipwayFile;
  trackingUri: string;
  /** Of which share of the examples two models differ, where the rows of one alone are there. */
  disagreement: number;
}

/**
 * What a tracking server knows of the held-out examples: from the newest decision about the model that compared
 * two models in the open, else from the rows that its champion keeps.
 * @returns undefined when it knows nothing
 * @throws PipelineError `server`
 */
export async function findNoise({
  file,
  trackingUri,
  disagreement,
}: NoiseOptions): Promise<KnownNoise | undefined> {
  const { model, release } = file;
  if (model === undefined || !release) return undefined;
  const connection = openConnection(trackingUri);
  try {
    const { champion } = await inspectRegistry(connection.client, model, release.promote);
    const known = (await ofDecisions(connection, file, champion)) ?? undefined;
    if (known || !champion) return known;
    const metrics = release.gates.flatMap(({ parameters: { metric } }) =>
      typeof metric === "string" ? [metric] : [],
    );
    return await ofKeptRows(connection, champion, { metrics, share: disagreement });
  } catch (error) {
    throw asPipelineError(error);
  }
}

async function ofDecisions(
  connection: Connection,
  { experiment, model }: SlipwayFile,
  champion: ModelVersion | undefined,
): Promise<KnownNoise | undefined> {
  const { client } = connection;
  const found = await client.experiments.getByName({ experiment_name: experiment }).catch((error) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (found) {
    for await (const decision of newestDecisions(connection, [found.experiment.experiment_id])) {
      const noise = decision.model === model && noiseOfDecision(decision, sourceOf(decision.created_at));
      if (noise) return noise;
    }
  }
  const uri = champion?.tags.find(({ key }) => key === VERSION_TAGS.decision)?.value;
  const decision = uri ? await readDecision(connection, uri) : undefined;
  return decision && noiseOfDecision(decision, sourceOf(decision.created_at));
}

const sourceOf = (time: number | bigint): string =>
  `the release of ${new Date(Number(time)).toISOString().slice(0, 16).replace("T", " ")} UTC`;

async function ofKeptRows(
  connection: Connection,
  { name, version, tags }: ModelVersion,
  asked: { metrics: string[]; share: number },
): Promise<KnownNoise | undefined> {
  const uri = tags.find(({ key }) => key === VERSION_TAGS.predictions)?.value;
  if (!uri || uri.endsWith(SEALED)) return undefined;
  const source = `the rows kept with ${name} version ${version}`;
  try {
    return await withTemporaryFolder(async (folder) =>
      noiseOfRows(await readPredictions(await downloadFrom(connection, uri, join(folder, "kept"))), {
        source,
        ...asked,
      }),
    );
  } catch (error) {
    if (isMissing(error) || error instanceof EvaluationError) return undefined;
    throw error;
  }
}
