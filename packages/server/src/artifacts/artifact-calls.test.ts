import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFile } from "../database/testing/temporary-database.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

const UPLOAD = "/ajax-api/2.0/mlflow/upload-artifact";
let server: TestServer;
let run: { run_id: string; artifact_uri: string };

const newRun = async (on: TestServer) => {
  const { body } = await on.call("POST", "runs/create", { experiment_id: "0" });
  return (body.run as { info: typeof run }).info;
};
const upload = (query: string, body: BodyInit = "hello", on = server) =>
  fetch(`${on.url}${UPLOAD}?${query}`, { method: "POST", body });

beforeAll(async () => {
  server = await temporaryServer();
  run = await newRun(server);
});

describe("an upload of the browser UI", () => {
  it("is a file of the run", async () => {
    const answer = await upload(`run_uuid=${run.run_id}&path=a/b%20c.txt`);
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
      200,
      "application/json; charset=utf-8",
      "",
    ]);
    const file = await fetch(`${server.url}/get-artifact?run_id=${run.run_id}&path=a/b%20c.txt`);
    expect(await file.text()).toBe("hello");
  });

  it("goes into a local root, too", async () => {
    const local = await temporaryServer({ defaultArtifactRoot: temporaryFile("root") });
    const { run_id } = await newRun(local);
    expect((await upload(`run_id=${run_id}&path=x`, "local", local)).status).toBe(200);
    expect(await (await fetch(`${local.url}/get-artifact?run_id=${run_id}&path=x`)).text()).toBe("local");
  });

  it("may have ten megabytes and no more", async () => {
    const query = `run_id=${run.run_id}&path=big`;
    expect((await upload(query, new Uint8Array(10 * 1024 * 1024))).status).toBe(200);
    const larger = await upload(query, new Uint8Array(10 * 1024 * 1024 + 1));
    expect(larger.status).toBe(400);
    expect(await larger.json()).toMatchObject({ message: "Artifact size is too large. Max size is 10MB." });
  });

  it.each([
    ["path=x", "x", 400, "Request must specify run_id or run_uuid."],
    ["run_id=a", "x", 400, "Request must specify path."],
    ["run_id=a&path=x", "", 400, "Request must specify data."],
    ["run_id=a&path=x", "x", 404, "Run with id=a not found"],
    ["run_id=a&path=../x", "x", 400, "Invalid path"],
  ])("is refused: %s", async (query, body, status, message) => {
    const answer = await upload(query, body);
    expect(answer.status).toBe(status);
    expect((await answer.json()).message).toContain(message);
  });
});

describe("an artifact of a model version", () => {
  beforeAll(async () => {
    await upload(`run_id=${run.run_id}&path=model/MLmodel`, "flavors: 1");
    await server.call("POST", "registered-models/create", { name: "M" });
    for (const source of [`${run.artifact_uri}/model`, `runs:/${run.run_id}/model`])
      await server.call("POST", "model-versions/create", { name: "M", source, run_id: run.run_id });
  });

  it.each(["1", "2"])("is read by the version, wherever its source is: %s", async (version) => {
    const address = `${server.url}/model-versions/get-artifact?name=M&version=${version}&path=MLmodel`;
    const answer = await fetch(address);
    expect(await answer.text()).toBe("flavors: 1");
    expect(answer.headers.get("content-disposition")).toContain('filename="MLmodel"');
    expect((await fetch(`${address}&presigned=true`)).status).toBe(501);
  });

  it.each([
    ["name=M&version=9&path=x", 404, "Model Version (name=M, version=9) not found"],
    ["name=M&version=x&path=x", 400, "Parameter 'version' must be an integer, got 'x'."],
    ["name=M&version=1&path=../x", 400, "Invalid path"],
    ["name=M&version=1&path=nope", 404, "No such artifact"],
    ["version=1&path=x", 400, "Missing value for required parameter 'name'."],
  ])("is refused: %s", async (query, status, message) => {
    const answer = await server.call("GET", `/model-versions/get-artifact?${query}`);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
  });
});

it("gives no addresses of a store that has none", async () => {
  const presign = (way: string, fields: object) =>
    server.call("POST", `artifacts/presigned-${way}-url`, { path: "x", ...fields });
  const { run_id } = run;
  expect((await presign("upload", {})).body.message).toBe(
    "Exactly one of run_id and model_id must be provided.",
  );
  for (const way of ["upload", "download"])
    expect((await presign(way, { run_id })).body.message).toMatch(
      new RegExp(`^Presigned ${way} is not supported .*\\(artifact URI scheme: mlflow-artifacts\\)\\.`),
    );
  expect((await presign("download", { run_id, expiration: 604_801 })).body.message).toBe(
    "expiration must be between 1 and 604800 seconds (got 604801).",
  );
  const local = await temporaryServer({ defaultArtifactRoot: temporaryFile("root") });
  const below = (await newRun(local)).run_id;
  for (const way of ["upload", "download"])
    expect(
      await local.call("POST", `artifacts/presigned-${way}-url`, { run_id: below, path: "x" }),
    ).toMatchObject({
      status: 501,
      body: { message: `Presigned ${way} is not supported for the current artifact repository` },
    });
});
