import type { Experiment, Run } from "@slipway/contract";
import type { Connection } from "@slipway/sdk";
import { iterate } from "@slipway/sdk/client";
import { add, type Counts, nothing } from "./counts.js";
import { type Ids, noIds } from "./ids.js";
import { importExperiment } from "./import-experiment.js";
import { loggedModelsOf } from "./import-logged-models.js";
import { countRegistry, importRegisteredModel, registeredModelsOf } from "./import-registry.js";
import { countRun, runsOf } from "./read-source.js";

/** What was in the source, what of it is in the store, and what could not be copied. */
export interface Outcome {
  source: Counts;
  store: Counts;
  failures: string[];
}

/** All experiments; deleted ones come last, so that a name is taken by the one that is in use. */
async function experimentsOf({ client }: Connection): Promise<Experiment[]> {
  const all: Experiment[] = [];
  for await (const experiment of iterate(client.experiments.search, {
    view_type: "ALL" as const,
    max_results: 1000,
  }))
    all.push(experiment);
  return all.sort((a, b) => a.lifecycle_stage.localeCompare(b.lifecycle_stage));
}

/** How much there is to import. */
export async function countSource(from: Connection): Promise<Counts> {
  const counts = nothing();
  for (const { experiment_id } of await experimentsOf(from)) {
    add(counts, { experiments: 1, logged_models: (await loggedModelsOf(from, experiment_id)).length });
    for (const run of await runsOf(from.client, experiment_id)) add(counts, await countRun(from.client, run));
  }
  await countRegistry(
    from,
    (await registeredModelsOf(from)).map(({ name }) => name),
    counts,
  );
  return counts;
}

/** Copies everything, then counts both sides. What cannot be copied does not keep the rest. */
export async function importAll(
  from: Connection,
  to: Connection,
  tell: (line: string) => void,
): Promise<Outcome> {
  const ids = noIds();
  const failures: string[] = [];
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const store = nothing();
  const experiments = await experimentsOf(from);
  for (const experiment of experiments)
    await attempt(`Experiment '${experiment.name}'`, async () => {
      const id = await importExperiment(from, to, experiment, ids, (done, of) => {
        if (done % 25 === 0) tell(`${experiment.name}: ${done} of ${of} runs`);
      });
      add(store, { experiments: 1 });
      await countCopies(to, id, ids, store);
      if (experiment.lifecycle_stage === "deleted") await to.client.experiments.delete({ experiment_id: id });
    });
  const models = await registeredModelsOf(from);
  for (const model of models) {
    tell(`Registered model ${model.name}`);
    await attempt(`Registered model '${model.name}'`, () => importRegisteredModel(from, to, model, ids));
  }
  tell("Counting");
  await countRegistry(
    to,
    models.map(({ name }) => name),
    store,
  );
  return { source: await countSource(from), store, failures };
}

/** Counts what of the source is in an experiment of the store, and nothing else that may be there. */
async function countCopies(to: Connection, experimentId: string, ids: Ids, counts: Counts): Promise<void> {
  const runs = new Set(ids.runs.values());
  const models = new Set(ids.models.values());
  const isCopy = (run: Run) => runs.has(run.info.run_id);
  for (const run of (await runsOf(to.client, experimentId)).filter(isCopy))
    add(counts, await countRun(to.client, run));
  const logged = await loggedModelsOf(to, experimentId);
  add(counts, { logged_models: logged.filter(({ info }) => models.has(info.model_id)).length });
}
