import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, uploadTo } from "@slipway/sdk";
import { startServer } from "@slipway/server";
import { expect, it, onTestFinished } from "vitest";
import { differing } from "../importing/counts.js";
import { countSource, importAll } from "../importing/import-all.js";

/** A server over its own folder, closed when the test ends. */
async function server(folder: string, backendStoreUri: string) {
  const running = await startServer({
    backendStoreUri,
    artifactsDestination: join(folder, "artifacts"),
    port: 0,
  });
  let open = true;
  const close = async () => {
    if (open) await running.close();
    open = false;
  };
  onTestFinished(close);
  return { connection: connect(running.url), close };
}

const temporary = () => {
  const folder = mkdtempSync(join(tmpdir(), "slipway-import-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

it("copies MLflow's files whole, goes on after it was cut off, and changes nothing twice", async () => {
  const [sourceFolder, targetFolder] = [temporary(), temporary()];
  const source = await server(sourceFolder, join(sourceFolder, "mlruns"));
  const { client } = source.connection;
  const { experiment_id } = await client.experiments.create({
    name: "e",
    tags: [{ key: "a/b", value: "c" }],
  });
  const ids: string[] = [];
  for (let index = 0; index < 4; index++) {
    const tags = index === 0 ? [] : [{ key: "mlflow.parentRunId", value: ids[0] ?? "" }];
    const { run } = await client.runs.create({
      experiment_id,
      start_time: index + 1,
      run_name: `r${index}`,
      tags,
    });
    const run_id = run.info.run_id;
    ids.push(run_id);
    const metrics = Array.from({ length: 1100 }, (_, step) => ({
      key: "m",
      value: step,
      timestamp: step,
      step,
    }));
    await client.runs.logBatch({
      run_id,
      metrics: metrics.slice(0, 900),
      params: [{ key: "p", value: "v" }],
    });
    await client.runs.logBatch({ run_id, metrics: metrics.slice(900) });
    await client.runs.logMetric({
      run_id,
      key: "nan",
      value: Number.NaN,
      timestamp: 2 ** 41,
      step: 2n ** 60n,
    });
    const file = join(sourceFolder, "file.txt");
    writeFileSync(file, `content ${index}`);
    await uploadTo(source.connection, `runs:/${run_id}`, "deep", { file });
    await client.runs.update({ run_id, status: "FINISHED", end_time: 99 });
  }
  const { model } = await client.loggedModels.create({
    experiment_id,
    name: "lm",
    source_run_id: ids[1] ?? "",
  });
  const model_id = model.info.model_id;
  await client.runs.logOutputs({ run_id: ids[1] ?? "", models: [{ model_id, step: 3 }] });
  await client.loggedModels.finalize({ model_id, status: "LOGGED_MODEL_READY" });
  await client.registeredModels.create({ name: "reg" });
  const { run: third } = await client.runs.get({ run_id: ids[2] ?? "" });
  for (const source of [`models:/${model_id}`, `${third.info.artifact_uri}/deep`, `models:/${model_id}`])
    await client.modelVersions.create({
      name: "reg",
      source,
      ...(source.startsWith("models:") ? { model_id } : { run_id: ids[2] ?? "" }),
    });
  await client.modelVersions.delete({ name: "reg", version: "2" });
  await client.registeredModels.setAlias({ name: "reg", alias: "champion", version: "3" });
  await client.runs.delete({ run_id: ids[3] ?? "" });

  const target = await server(targetFolder, `sqlite:///${targetFolder}/mlflow.db`);
  // The store goes away in the middle of it, as in a crash.
  let lines = 0;
  const cutOff = importAll(
    source.connection,
    { ...target.connection, client: failingAfter(target.connection.client, 40) },
    () => {
      lines++;
    },
  );
  const first = await cutOff.catch((error: unknown) => error);
  expect(lines).toBeGreaterThan(0);
  expect(first).not.toMatchObject({ failures: [] });

  const outcome = await importAll(source.connection, target.connection, () => undefined);
  expect(outcome.failures).toEqual([]);
  expect(differing(outcome.source, outcome.store)).toEqual([]);
  expect(outcome.source).toMatchObject({
    runs: 4,
    params: 4,
    metric_points: 4404,
    versions: 2,
    artifact_files: 4,
    logged_models: 1,
  });

  const copy = target.connection.client;
  const { experiment } = await copy.experiments.getByName({ experiment_name: "e" });
  expect(experiment.tags).toEqual([{ key: "a/b", value: "c" }]);
  const view = {
    experiment_ids: [experiment.experiment_id],
    order_by: ["run_name"],
    run_view_type: "ALL" as const,
  };
  const { runs } = await copy.runs.search(view);
  expect(runs.map(({ info }) => [info.run_name, info.status, info.lifecycle_stage])).toEqual([
    ...[0, 1, 2].map((index) => [`r${index}`, "FINISHED", "active"]),
    ["r3", "FINISHED", "deleted"],
  ]);
  const tag = runs[1]?.data.tags.find(({ key }) => key === "mlflow.parentRunId");
  expect(tag?.value).toBe(runs[0]?.info.run_id);
  const { model_version } = await copy.registeredModels.getByAlias({ name: "reg", alias: "champion" });
  expect(model_version).toMatchObject({ version: "3", run_id: runs[1]?.info.run_id });

  const again = await importAll(source.connection, target.connection, () => undefined);
  expect(again).toEqual(outcome);
  expect((await copy.runs.search(view)).runs).toEqual(runs);
  expect(await countSource(source.connection)).toEqual(outcome.source);
});

/** A client whose calls that write fail after some number of them. */
function failingAfter<C extends object>(client: C, calls: number): C {
  let left = calls;
  return new Proxy(client, {
    get: (groups, group) =>
      new Proxy(Reflect.get(groups, group) as object, {
        get: (verbs, verb) => {
          if (left-- <= 0) return async () => Promise.reject(new Error("cut off"));
          return Reflect.get(verbs, verb);
        },
      }),
  });
}
