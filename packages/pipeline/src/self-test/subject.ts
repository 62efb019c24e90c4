import type { Run } from "@slipway/contract";
import { type Client, iterate } from "@slipway/sdk";
import { TAGS, tagsOf } from "../build/tags.js";
import type { SlipwayFile } from "../file/slipway-file.js";
import { PipelineError } from "../pipeline-error.js";
import { readRegistry } from "../release/champion.js";
import { findModel, type ModelArtifact } from "../release/model-artifact.js";
import { findExperimentId } from "../release/pool.js";
import { isMissing } from "../release/server-kind.js";

/** The model that is evaluated to try the gates. */
export interface Subject {
  /** For people: `NewsGroup version 3, the champion`. */
  label: string;
  model: ModelArtifact;
  /** The run that trained it; unset when it is gone. */
  run: Run | undefined;
}

/** How many of the newest runs are asked for a model. */
const NEWEST = 50;

/**
 * The model of a run, else the champion, else the newest finished run of the experiment that logged one.
 * @throws PipelineError `usage` when there is none
 */
export async function findSubject(
  client: Client,
  file: SlipwayFile & Pick<Required<SlipwayFile>, "release" | "model">,
  runId: string | undefined,
): Promise<Subject> {
  const { artifact, promote } = file.release;
  if (runId !== undefined) {
    const run = await findRun(client, runId);
    if (!run) throw new PipelineError("usage", `there is no run ${runId}`);
    return { label: `the model of run ${runId}`, model: await findModel(client, run, artifact), run };
  }
  const { champion } = await readRegistry(client, file.model, promote);
  if (champion) {
    const uri = `models:/${champion.name}/${champion.version}`;
    const run = champion.run_id ? await findRun(client, champion.run_id) : undefined;
    const label = `${champion.name} version ${champion.version}, the champion`;
    return { label, model: { uri, source: uri }, run };
  }
  return newest(client, file.experiment, artifact);
}

async function newest(client: Client, experiment: string, artifact: string): Promise<Subject> {
  const search = iterate(client.runs.search, {
    experiment_ids: [await findExperimentId(client, experiment)],
    filter: "attributes.status = 'FINISHED'",
    order_by: ["attributes.start_time DESC"],
    max_results: NEWEST,
  });
  let looked = 0;
  for await (const run of search) {
    if (tagsOf(run).get(TAGS.kind) === "build") continue;
    if (++looked > NEWEST) break;
    const model = await findModel(client, run, artifact).catch((error) => {
      if (error instanceof PipelineError) return undefined;
      throw error;
    });
    const id = run.info.run_id;
    if (model) return { label: `the model of run ${id}, the newest of ${experiment}`, model, run };
  }
  throw new PipelineError(
    "usage",
    `there is no model to evaluate: no champion, and no finished run of ${experiment} logged a model \`${artifact}\``,
    {
      hint: "`slipway build` trains candidates; `--run-id` names a run of another experiment",
    },
  );
}

async function findRun(client: Client, run_id: string): Promise<Run | undefined> {
  try {
    return (await client.runs.get({ run_id })).run;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
