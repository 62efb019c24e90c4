import { beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
let run: { run_id: string; artifact_uri: string };
let otherRun: { run_id: string; artifact_uri: string };
let model: { model_id: string; artifact_uri: string };
let otherModel: { model_id: string; artifact_uri: string };

const newRun = async () => {
  const { body } = await server.call("POST", "runs/create", { experiment_id: "0" });
  return (body.run as { info: typeof run }).info;
};
const newModel = async (runId: string, name: string, step = 0) => {
  const { body } = await server.call("POST", "logged-models", {
    experiment_id: "0",
    name,
    source_run_id: runId,
  });
  const { info } = body.model as { info: typeof model };
  await server.call("POST", "runs/outputs", { run_id: runId, models: [{ model_id: info.model_id, step }] });
  return info;
};
const create = (request: object) => server.call("POST", "model-versions/create", { name: "rm", ...request });
const created = async (request: object) => {
  const { body } = await create(request);
  expect(body).not.toHaveProperty("error_code");
  const version = body.model_version as { version: string; source: string; run_id: string };
  const { body: download } = await server.call(
    "GET",
    `model-versions/get-download-uri?name=rm&version=${version.version}`,
  );
  return {
    source: version.source,
    run_id: version.run_id,
    version: version.version,
    location: download.artifact_uri,
  };
};
const count = async () => {
  const { body } = await server.call("GET", "model-versions/search");
  return ((body.model_versions ?? []) as unknown[]).length;
};

beforeAll(async () => {
  server = await temporaryServer();
  run = await newRun();
  otherRun = await newRun();
  model = await newModel(run.run_id, "model");
  otherModel = await newModel(otherRun.run_id, "other");
  await server.call("POST", "registered-models/create", { name: "rm" });
});

describe("the source of a version", () => {
  it("may be a directory of its run", async () => {
    const source = `${run.artifact_uri}/classic`;
    expect(await created({ source, run_id: run.run_id })).toMatchObject({
      source,
      run_id: run.run_id,
      location: source,
    });
  });

  it("stands for the logged model of that name that its run made", async () => {
    const source = `${run.artifact_uri}/model`;
    const found = await created({ source, run_id: run.run_id });
    expect(found).toMatchObject({ source, run_id: run.run_id, location: model.artifact_uri });
    const { body } = await server.call("GET", `logged-models/${model.model_id}`);
    const tags = (body.model as { info: { tags: { key: string; value: string }[] } }).info.tags;
    const registered = JSON.parse(tags.find((tag) => tag.key === "mlflow.modelVersions")?.value ?? "[]");
    expect(registered).toContainEqual({ name: "rm", version: Number(found.version) });
    const uri = `runs:/${run.run_id}/model`;
    expect(await created({ source: uri, run_id: run.run_id })).toMatchObject({
      source: uri,
      location: model.artifact_uri,
    });
  });

  it("stands for the model of the last step when its run made several", async () => {
    const training = await newRun();
    await newModel(training.run_id, "checkpoint", 1);
    const last = await newModel(training.run_id, "checkpoint", 3);
    await newModel(training.run_id, "checkpoint", 2);
    const found = await created({ source: `${training.artifact_uri}/checkpoint`, run_id: training.run_id });
    expect(found.location).toBe(last.artifact_uri);
  });

  it("may be a logged model", async () => {
    const source = `models:/${model.model_id}`;
    const found = await created({ source, model_id: model.model_id });
    expect(found).toMatchObject({ source, run_id: run.run_id, location: model.artifact_uri });
    const own = await created({ source: model.artifact_uri, model_id: model.model_id });
    expect(own).toMatchObject({ run_id: run.run_id, location: model.artifact_uri });
  });

  it("may be another version, by number, stage, alias or as the latest", async () => {
    const first = await created({ source: `models:/${model.model_id}`, model_id: model.model_id });
    await server.call("POST", "model-versions/transition-stage", {
      name: "rm",
      version: first.version,
      stage: "Staging",
    });
    await server.call("POST", "registered-models/alias", {
      name: "rm",
      version: first.version,
      alias: "picked",
    });
    const canonical = `models:/rm/${first.version}`;
    for (const source of [canonical, "models:/rm/staging", "models:/rm@picked"])
      expect(await created({ source })).toMatchObject({
        source: canonical,
        run_id: run.run_id,
        location: model.artifact_uri,
      });
    expect(await created({ source: "models:/rm/latest" })).toMatchObject({ location: model.artifact_uri });
  });

  it("may be in a run where no such model was made, as it is", async () => {
    const source = `runs:/${run.run_id}/classic`;
    expect(await created({ source, run_id: run.run_id })).toMatchObject({ source, location: source });
  });

  it("may be in an object store", async () => {
    expect(await created({ source: "s3://bucket/x" })).toMatchObject({ source: "s3://bucket/x", run_id: "" });
  });

  const byRun = "The run_id request parameter must identify the resource that contains the source.";
  const byModel = "The model_id request parameter must identify the resource that contains the source.";
  it.each<[string, () => object, string]>([
    ["of a run that is not named", () => ({ source: `${run.artifact_uri}/model` }), byRun],
    ["U10 of another run", () => ({ source: `${otherRun.artifact_uri}/model`, run_id: run.run_id }), byRun],
    [
      "U5 of a run whose id only begins the same",
      () => ({ source: `${run.artifact_uri}2/model`, run_id: run.run_id }),
      byRun,
    ],
    ["of an unknown run", () => ({ source: `${run.artifact_uri}/model`, run_id: "nope" }), byRun],
    [
      "runs:/ of another run",
      () => ({ source: `runs:/${otherRun.run_id}/model`, run_id: run.run_id }),
      byRun,
    ],
    [
      "runs:/ with a model",
      () => ({ source: `runs:/${run.run_id}/model`, model_id: model.model_id }),
      byModel,
    ],
    [
      "runs:/ upwards",
      () => ({ source: `runs:/${run.run_id}/../x`, run_id: run.run_id }),
      "runs:/<run_id>/<path>",
    ],
    ["U10 of another model", () => ({ source: otherModel.artifact_uri, model_id: model.model_id }), byModel],
    ["of a model that is not named", () => ({ source: `models:/${model.model_id}` }), byModel],
    ["of an unknown model", () => ({ source: "models:/m-nope", model_id: "m-nope" }), byModel],
    [
      "U5 on this machine",
      () => ({ source: "file:///etc/", run_id: run.run_id }),
      "To use a local path as a model version source",
    ],
    [
      "on this machine, plainly",
      () => ({ source: "/tmp/x", run_id: run.run_id }),
      "To use a local path as a model version source",
    ],
    ["that is relative", () => ({ source: "relative/path" }), "an absolute path"],
    ["with dot segments", () => ({ source: "s3://b/../x" }), "without relative path references"],
    [
      "with encoded dot segments",
      () => ({ source: "mlflow-artifacts:/1/%2e%2e/x", run_id: run.run_id }),
      "without relative path references",
    ],
    [
      "U11 of another host",
      () => ({ source: "http://127.0.0.1:1/x" }),
      "'source' cannot use the 'http' scheme",
    ],
    [
      "U11 that is code",
      () => ({ source: "javascript:alert(1)" }),
      "'source' cannot use the 'javascript' scheme",
    ],
    [
      "U12 of another server",
      () => ({ source: "mlflow-artifacts://evil:80/x" }),
      "'source' cannot use the 'mlflow-artifacts' scheme",
    ],
    ["U3 with a query", () => ({ source: "s3://b/x?y" }), "can't include fragments or params"],
    ["models:/ of no form", () => ({ source: "models:/a/b/c" }), "Not a proper models:/ URI"],
    [
      "U10 of a version of another run",
      () => ({ source: "models:/rm/1", run_id: otherRun.run_id }),
      "must match the referenced model version",
    ],
  ])("is refused: %s", async (_, request, message) => {
    const before = await count();
    const answer = await create(request());
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toContain(message);
    expect(await count()).toBe(before);
  });

  it.each(["models:/nope/1", "models:/rm/9999", "models:/nope@champion"])(
    "is not found: %s",
    async (source) => {
      expect((await create({ source })).status).toBe(404);
    },
  );

  it("U16 is not changed by an update", async () => {
    const { version, source } = await created({ source: "s3://bucket/kept" });
    await server.call("PATCH", "model-versions/update", { name: "rm", version, source: "s3://bucket/other" });
    const { body } = await server.call("GET", `model-versions/get?name=rm&version=${version}`);
    expect(body.model_version).toMatchObject({ source });
  });
});
