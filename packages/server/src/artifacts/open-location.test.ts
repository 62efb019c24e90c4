import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
let secure: TestServer;
let count = 0;
beforeAll(async () => {
  server = await temporaryServer();
  secure = await temporaryServer({ secure: true });
});

const create = (on: TestServer, artifact_location: string) =>
  on.call("POST", "experiments/create", { name: `e${count++}`, artifact_location });
const kept = async (location: string) => {
  const { status, body } = await create(server, location);
  expect(status, location).toBe(200);
  const found = await server.call("GET", `experiments/get?experiment_id=${body.experiment_id}`);
  return (found.body.experiment as { artifact_location: string }).artifact_location;
};

describe("the location of an experiment", () => {
  // What MLflow 3.18 keeps of each.
  it.each([
    ["/srv/models", "/srv/models"],
    ["/srv/a b", "/srv/a b"],
    ["file:///srv/models", "file:///srv/models"],
    ["rel/path", resolve("rel/path")],
    [".", resolve(".")],
    ["mlflow-artifacts:/own", "mlflow-artifacts:/own"],
    ["s3://bucket/p", "s3://bucket/p"],
    ["gs://bucket/p", "gs://bucket/p"],
    ["wasbs://c@a.blob.core.windows.net/p", "wasbs://c@a.blob.core.windows.net/p"],
    ["dbfs:/x", "dbfs:/x"],
    ["weird://host/x", "weird://host/x"],
    ["models:/a/1", "models:/a/1"],
  ])("may be %s", async (location, expected) => {
    expect(await kept(location)).toBe(expected);
  });

  it.each([
    ["FILE:///srv/x", "file:///srv/x"],
    ["file://localhost/srv/x", "file:///srv/x"],
    ["/srv/a/../b", "/srv/b"],
    ["//srv/x", "/srv/x"],
  ])("is kept in its plain form: %s", async (location, expected) => {
    expect(await kept(location)).toBe(expected);
  });

  it.each(["ftp", "sftp", "hdfs", "viewfs", "http", "https", "r2", "b2", "abfss"])(
    "names no host to connect to by %s",
    async (scheme) => {
      const { status, body } = await create(server, `${scheme}://host/x`);
      expect(status).toBe(400);
      expect(body.message).toMatch(
        `'artifact_location' cannot use the '${scheme}' scheme: the '${scheme}' scheme addresses a host other than`,
      );
    },
  );

  it.each([
    ["runs:/a/b", "Artifact location cannot be a runs:/ URI. Given: 'runs:/a/b'"],
    ["s3://b/p#f", "'artifact_location' URL can't include fragments or params."],
    ["/tmp/x;y", "'artifact_location' URL can't include fragments or params."],
    ["mlflow-artifacts://evil:80/x", "'artifact_location' cannot use the 'mlflow-artifacts' scheme"],
    ["file://evil/share", "Invalid artifact location: 'file://evil/share'."],
    ["a\u0000b", "Invalid artifact location"],
    ["a\\b", "Invalid artifact location"],
    ["file:///a%2fb", "Invalid artifact location"],
    [`/${"x".repeat(2048)}`, "Invalid artifact path length"],
  ])("is refused when it could mislead: %j", async (location, message) => {
    const { status, body } = await create(server, location);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error_code: "INVALID_PARAMETER_VALUE" });
    expect(body.message).toContain(message);
  });

  it.each(["/srv/models", "file:///srv/models", "rel/path", ".", "weird://host/x", "/srv/a/../b"])(
    "is none but a named one where it is to be secure: %s",
    async (location) => {
      expect((await create(secure, location)).status).toBe(400);
    },
  );
});

it("holds the artifacts of its runs, wherever it is", async () => {
  const folder = join(await mkdtemp(join(tmpdir(), "slipway-")), "place");
  for (const location of [folder, `file://${folder}/uri`]) {
    const { experiment_id } = (await create(server, location)).body;
    const { body } = await server.call("POST", "runs/create", { experiment_id });
    const { run_id, artifact_uri } = (body.run as { info: { run_id: string; artifact_uri: string } }).info;
    expect(artifact_uri).toBe(`${location}/${run_id}/artifacts`);
    const query = `run_id=${run_id}&path=a/b.txt`;
    const uploaded = await fetch(`${server.url}/ajax-api/2.0/mlflow/upload-artifact?${query}`, {
      method: "POST",
      body: "hello",
    });
    expect(uploaded.status).toBe(200);
    expect(await readFile(join(artifact_uri.replace("file://", ""), "a/b.txt"), "utf8")).toBe("hello");
    expect(await (await fetch(`${server.url}/get-artifact?${query}`)).text()).toBe("hello");
    const listed = await server.call("GET", `artifacts/list?run_id=${run_id}`);
    expect(listed.body).toEqual({ root_uri: artifact_uri, files: [{ path: "a", is_dir: true }] });
    const outside = await fetch(`${server.url}/get-artifact?run_id=${run_id}&path=../../../x`);
    expect(outside.status).toBe(400);
  }
});
