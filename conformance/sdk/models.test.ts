import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ActiveRun,
  ApiError,
  downloadArtifacts,
  getModelVersion,
  getModelVersionByAlias,
  logArtifact,
  logArtifacts,
  logDict,
  logMetric,
  logModel,
  logParam,
  logText,
  registerModel,
  searchModelVersions,
  setExperiment,
  setRegisteredModelAlias,
  setTrackingUri,
  startRun,
  trackingClient,
  transitionModelVersionStage,
} from "@slipway/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, serverUnderTest, startServer } from "../servers/start-server.js";

let server: RunningServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdk-models-"));
  server = await startServer(serverUnderTest());
  setTrackingUri(server.uri);
  await setExperiment("models");
}, 180_000);
afterAll(async () => {
  await server?.stop();
  await server?.removeFolder();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** Files of a folder with their content. */
async function contents(directory: string): Promise<Record<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(async (file) => [file.slice(directory.length + 1), await readFile(file, "utf8")]);
  return Object.fromEntries(await Promise.all(read));
}

const filter = {
  name: "model",
  flavors: { "word-list": { version: 1 } },
  files: { "words.json": '["win"]' },
};

describe("artifacts", () => {
  it("come back as they were stored, from a run, one of its folders or a single file", async () => {
    const source = join(folder, "plots");
    await mkdir(join(source, "deep"), { recursive: true });
    await writeFile(join(source, "a b.txt"), "A");
    await writeFile(join(source, "deep", "ü.bin"), Buffer.alloc(3_000_000, "x"));
    await writeFile(join(source, "empty"), "");
    const run = await startRun(async (run) => {
      await logArtifacts(source, "plots");
      await logArtifact(join(source, "a b.txt"));
      await logText("hello", "notes/today.txt");
      await logDict({ k: [1, 2] }, "config.yaml");
      await logDict({ k: [1, 2] }, "config.json");
      return run;
    });
    const plots = { "a b.txt": "A", "deep/ü.bin": "x".repeat(3_000_000), empty: "" };
    const copy = await downloadArtifacts(`runs:/${run.runId}/plots`, join(folder, "copy"));
    expect(copy).toBe(join(folder, "copy", "plots"));
    expect(await contents(copy)).toEqual(plots);
    expect(await contents(await downloadArtifacts(`runs:/${run.runId}`))).toEqual({
      "a b.txt": "A",
      "notes/today.txt": "hello",
      "config.yaml": "k:\n  - 1\n  - 2\n",
      "config.json": '{\n  "k": [\n    1,\n    2\n  ]\n}',
      ...Object.fromEntries(Object.entries(plots).map(([path, content]) => [`plots/${path}`, content])),
    });
    const file = await downloadArtifacts(`${run.info.artifact_uri}/notes/today.txt`);
    expect(await readFile(file, "utf8")).toBe("hello");
    expect(await readFile(await downloadArtifacts(join(source, "a b.txt"), folder), "utf8")).toBe("A");
  });

  it("are refused outside of the run, and missed by name", async () => {
    await startRun(async (run) => {
      await expect(logText("x", "../outside.txt")).rejects.toThrow(/Invalid path/);
      await expect(logText("x", "/etc/outside.txt")).rejects.toThrow(/Invalid path/);
      const missing = downloadArtifacts(`runs:/${run.runId}/nothing`);
      await expect(missing).rejects.toThrow(`There is no artifact at 'runs:/${run.runId}/nothing'.`);
      await expect(missing).rejects.toBeInstanceOf(ApiError);
    });
  });
});

describe("models", () => {
  it("are logged with their files, flavor, params and metrics, as outputs of the run", async () => {
    const { run, model } = await startRun(async (run) => {
      await logParam("c", 10);
      await logMetric("accuracy", 0.7, { step: 1 });
      await logMetric("accuracy", 0.8, { step: 2 });
      await logMetric("accuracy", 0.6, { step: 3 });
      await logMetric("size", 5, { step: 2 });
      const more = { step: 2, modelType: "classifier", params: { kind: "list" }, tags: { by: "test" } };
      return {
        run,
        model: await logModel({ ...filter, ...more, inputExample: { body: "hi" }, metadata: { a: 1 } }),
      };
    });
    const logged = (await trackingClient().loggedModels.get({ model_id: model.modelId ?? "" })).model;
    expect(logged.info).toMatchObject({
      name: "model",
      status: "LOGGED_MODEL_READY",
      model_type: "classifier",
      source_run_id: run.runId,
      tags: [{ key: "by", value: "test" }],
    });
    expect(logged.data.params.map(({ key, value }) => `${key}=${value}`).sort()).toEqual([
      "c=10",
      "kind=list",
    ]);
    expect(logged.data.metrics.map(({ key, value, step }) => [key, value, step]).sort()).toEqual([
      ["accuracy", 0.8, 2],
      ["size", 5, 2],
    ]);
    const outputs = (await trackingClient().runs.get({ run_id: run.runId })).run.outputs?.model_outputs;
    expect(outputs).toEqual([{ model_id: model.modelId, step: 2 }]);

    const files = await contents(await downloadArtifacts(model.modelUri));
    expect(files).toMatchObject({ "words.json": '["win"]', "input_example.json": '{\n  "body": "hi"\n}' });
    for (const line of [
      "flavors:\n  word-list:\n    version: 1\n",
      `run_id: ${run.runId}\n`,
      `model_id: ${model.modelId}\n`,
      `artifact_path: ${model.artifactUri}\n`,
      "metadata:\n  a: 1\n",
    ]) {
      expect(files.MLmodel).toContain(line);
    }
    expect(await contents(await downloadArtifacts(`runs:/${run.runId}/model`))).toEqual(files);
    const word = await downloadArtifacts(`runs:/${run.runId}/model/words.json`);
    expect(await readFile(word, "utf8")).toBe('["win"]');
  });

  it("keep the MLmodel file of their folder", async () => {
    const directory = join(folder, "ready");
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, "MLmodel"), "flavors: {mine: {}}\n");
    const model = await startRun(() => logModel({ name: "ready", directory }));
    expect(await contents(await downloadArtifacts(model.modelUri))).toEqual({
      MLmodel: "flavors: {mine: {}}\n",
    });
  });

  it("are marked when their files could not be stored", async () => {
    let run: ActiveRun | undefined;
    const failing = startRun((started) => {
      run = started;
      return logModel({ name: "lost", directory: join(folder, "does not exist"), flavors: { mine: {} } });
    });
    await expect(failing).rejects.toThrow(/ENOENT.*does not exist/);
    const { models } = await trackingClient().loggedModels.search({
      experiment_ids: [run?.experimentId ?? ""],
      filter: "name = 'lost'",
    });
    expect(models.map(({ info }) => info.status)).toEqual(["LOGGED_MODEL_UPLOAD_FAILED"]);
  });

  it("need a flavor", async () => {
    await expect(startRun(() => logModel({ name: "bare", files: { a: "b" } }))).rejects.toThrow(
      "The model 'bare' has no MLmodel file and no flavor.",
    );
  });
});

describe("the registry", () => {
  it("registers a model while it is logged, and finds it by version, stage, alias and latest", async () => {
    const name = "Spam & ham";
    const log = () => startRun(() => logModel({ ...filter, registeredModelName: name }));
    const [first, second] = [await log(), await log()];
    expect(first.registeredVersion).toMatchObject({ version: "1", status: "READY", current_stage: "None" });
    expect(second.registeredVersion).toMatchObject({ version: "2", source: second.modelUri });
    await transitionModelVersionStage(name, "1", "Production");
    await transitionModelVersionStage(name, "2", "Production", { archiveExisting: true });
    await setRegisteredModelAlias(name, "champion", "1");
    expect((await getModelVersion(name, "1")).current_stage).toBe("Archived");
    expect((await getModelVersionByAlias(name, "champion")).version).toBe("1");
    const found = await searchModelVersions(`name = '${name}'`, ["version_number ASC"]);
    expect(found.map(({ version }) => version)).toEqual(["1", "2"]);

    const idIn = async (uri: string) =>
      /model_id: (\S+)/.exec((await contents(await downloadArtifacts(uri))).MLmodel ?? "")?.[1];
    expect(await idIn(`models:/${name}/1`)).toBe(first.modelId);
    expect(await idIn(`models:/${name}/Production`)).toBe(second.modelId);
    expect(await idIn(`models:/${name}/latest`)).toBe(second.modelId);
    expect(await idIn(`models:/${name}@champion`)).toBe(first.modelId);
    await expect(downloadArtifacts(`models:/${name}/Staging`)).rejects.toThrow(
      "has no version in stage 'Staging'",
    );
  });

  it("registers the logged model that a run names, and files of the run itself", async () => {
    const { run, model } = await startRun(async (run) => {
      await logText("flavors: {mine: {}}\n", "files/MLmodel");
      return { run, model: await logModel(filter) };
    });
    const logged = await registerModel(`runs:/${run.runId}/model`, "by run", { k: "v" });
    expect(logged).toMatchObject({
      source: model.modelUri,
      run_id: run.runId,
      tags: [{ key: "k", value: "v" }],
    });
    const files = await registerModel(`runs:/${run.runId}/files`, "by run");
    expect(files).toMatchObject({
      version: "2",
      source: `${run.info.artifact_uri}/files`,
      run_id: run.runId,
    });
    expect(await contents(await downloadArtifacts("models:/by run/2"))).toEqual({
      MLmodel: "flavors: {mine: {}}\n",
    });
    await expect(registerModel(`runs:/${run.runId}/nothing`, "by run")).rejects.toThrow(
      "has no model 'nothing'",
    );
  });
});
