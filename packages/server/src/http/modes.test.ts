import { randomUUID } from "node:crypto";
import { access, mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFile } from "../database/testing/temporary-database.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

const without = (route: string, mode: string) =>
  mode === "--no-serve-artifacts"
    ? `Endpoint: ${route} disabled due to the mlflow server running with \`--no-serve-artifacts\`. To enable artifacts server functionality, run \`mlflow server\` with \`--serve-artifacts\``
    : `Endpoint: ${route} disabled due to the mlflow server running in \`--artifacts-only\` mode. To enable tracking server functionality, run \`mlflow server\` without \`--artifacts-only\``;

// The routes are those that MLflow 3.18 names.
const PROXY = "/mlflow-artifacts/artifacts";
const REFUSALS = [
  ["--no-serve-artifacts", "GET", `/api/2.0${PROXY}`, `/api/2.0${PROXY}`],
  ["--no-serve-artifacts", "DELETE", `/api/2.0${PROXY}/x/y`, `/api/2.0${PROXY}/<path:artifact_path>`],
  [
    "--no-serve-artifacts",
    "POST",
    "/ajax-api/2.0/mlflow-artifacts/mpu/create/x",
    "/ajax-api/2.0/mlflow-artifacts/mpu/create/<path:artifact_path>",
  ],
  ["--artifacts-only", "GET", "/get-artifact?path=x", "/get-artifact"],
  [
    "--artifacts-only",
    "DELETE",
    "/api/2.0/mlflow/logged-models/m-1/tags/a",
    "/api/2.0/mlflow/logged-models/<model_id>/tags/<tag_key>",
  ],
  ["--artifacts-only", "POST", "/ajax-api/2.0/mlflow/runs/create", "/ajax-api/2.0/mlflow/runs/create"],
] as const;

describe("a server of one part", () => {
  const servers = new Map<string, TestServer>();
  const database = join(tmpdir(), `slipway-${randomUUID()}.db`);
  beforeAll(async () => {
    servers.set("--no-serve-artifacts", await temporaryServer({ serveArtifacts: false }));
    servers.set(
      "--artifacts-only",
      await temporaryServer({ artifactsOnly: true, backendStoreUri: `sqlite:///${database}` }),
    );
  });
  const urlOf = (mode: string) => servers.get(mode)?.url ?? "";

  it.each(REFUSALS)("with %s says of %s %s that it is off", async (mode, method, path, route) => {
    const answer = await fetch(urlOf(mode) + path, { method });
    expect([answer.status, await answer.text()]).toEqual([503, without(route, mode)]);
    expect(answer.headers.get("content-type")).toMatch(/^text\//);
  });

  it("serves artifacts without a database", async () => {
    const url = urlOf("--artifacts-only");
    expect((await fetch(`${url}/api/2.0${PROXY}/a/b`, { method: "PUT", body: "hello" })).status).toBe(200);
    expect(await (await fetch(`${url}/api/2.0${PROXY}/a/b`)).text()).toBe("hello");
    expect(await (await fetch(`${url}/health`)).text()).toBe("OK");
    const info = await (await fetch(`${url}/api/3.0/mlflow/server-info`)).json();
    expect(info).toMatchObject({ artifact_serving_enabled: true });
    expect(info).not.toHaveProperty("store_type");
    await expect(access(database)).rejects.toThrow();
  });

  it("serves tracking data without artifacts", async () => {
    const url = urlOf("--no-serve-artifacts");
    expect((await fetch(`${url}/api/2.0/mlflow/experiments/get?experiment_id=0`)).status).toBe(200);
    const info = await (await fetch(`${url}/api/3.0/mlflow/server-info`)).json();
    expect(info).toMatchObject({ artifact_serving_enabled: false, store_type: "SqlStore" });
  });
});

describe("a server below a prefix", () => {
  let server: TestServer;
  let origin: string;
  beforeAll(async () => {
    server = await temporaryServer({ staticPrefix: "/ml", exposePrometheus: true });
    origin = new URL(server.url).origin;
  });
  const status = async (path: string) => (await fetch(origin + path, { redirect: "manual" })).status;

  it("has everything below it, and nothing beside it", async () => {
    expect(server.url).toBe(`${origin}/ml`);
    for (const path of [
      "/health",
      "/version",
      "/api/2.0/mlflow/experiments/get?experiment_id=0",
      "/ajax-api/3.0/mlflow/server-info",
      `/api/2.0${PROXY}`,
    ])
      expect([await status(`/ml${path}`), await status(path)], path).toEqual([200, 404]);
    const created = await server.call("POST", "experiments/create", { name: "below" });
    expect(created.status).toBe(200);
    const workspaces = await (await fetch(`${server.url}/api/3.0/mlflow/workspaces`)).text();
    expect(workspaces).toContain("Endpoint: /ml/api/3.0/mlflow/workspaces disabled");
  });

  it("counts and times requests by method, status and route", async () => {
    await fetch(`${server.url}/api/2.0/mlflow/logged-models/m-nowhere`);
    const text = await (await fetch(`${origin}/metrics`)).text();
    const route = "/ml/api/2.0/mlflow/logged-models/:model_id";
    expect(text).toContain(`mlflow_http_request_total{method="GET",status="404",path="${route}"} 1`);
    expect(text).toContain(
      `mlflow_http_request_duration_seconds_count{method="GET",status="404",path="${route}",mlflow_version="3.18.0"} 1`,
    );
    expect(text).toMatch(/mlflow_http_request_duration_seconds_bucket\{le="0.075",/);
    expect(text).toContain('mlflow_exporter_info{version="3.18.0"} 1');
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(text).not.toContain("/health");
  });
});

it("shows no counts unless it is told to", async () => {
  const server = await temporaryServer();
  expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
});

it("leaves an artifact folder alone that it does not serve", async () => {
  const artifactsDestination = join(await mkdtemp(join(tmpdir(), "slipway-")), "artifacts");
  await temporaryServer({
    serveArtifacts: false,
    defaultArtifactRoot: temporaryFile("root"),
    artifactsDestination,
  });
  await expect(readdir(artifactsDestination)).rejects.toThrow();
});
