import { beforeAll, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await temporaryServer();
});

it.each([
  ["POST", "/v1/traces", "application/x-protobuf"],
  ["POST", "/api/3.0/mlflow/traces", "application/json"],
  ["GET", "/api/2.0/mlflow/traces?experiment_ids=0", undefined],
  ["POST", "/ajax-api/3.0/mlflow/traces/search", "application/json"],
  ["POST", "/api/3.0/mlflow/scorers/register", "application/json"],
  ["POST", "/api/3.0/mlflow/datasets/create", "application/json"],
  ["GET", "/api/3.0/mlflow/gateway/endpoints/list", undefined],
  ["POST", "/api/3.0/mlflow/issues/search", "application/json"],
  ["GET", "/api/3.0/mlflow/label-schemas/list", undefined],
  ["POST", "/api/3.0/mlflow/review-queues/create", "application/json"],
  ["POST", "/api/3.0/mlflow/prompt-optimization/jobs", "application/json"],
  ["POST", "/graphql", "application/json"],
  ["DELETE", "/api/2.0/mlflow/nothing", "application/json"],
])("%s %s is no call of this server", async (method, path, type) => {
  const init = type === undefined ? {} : { headers: { "content-type": type }, body: "{}" };
  const answer = await fetch(`${server.url}${path}`, { method, ...init });
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  expect(await answer.json()).toMatchObject({ error_code: "ENDPOINT_NOT_FOUND" });
});

it.each([
  ["GET", "/api/3.0/mlflow/workspaces", "/api/3.0/mlflow/workspaces"],
  ["POST", "/ajax-api/3.0/mlflow/workspaces", "/ajax-api/3.0/mlflow/workspaces"],
  ["PATCH", "/api/3.0/mlflow/workspaces/a%20b", "/api/3.0/mlflow/workspaces/<workspace_name>"],
])("%s %s says that there are no workspaces", async (method, path, shown) => {
  const answer = await fetch(`${server.url}${path}`, { method });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(await answer.text()).toBe(
    `Endpoint: ${shown} disabled because the server is running without workspaces support. To enable workspace, run \`mlflow server\` with \`--enable-workspaces\``,
  );
});

it("refuses to answer for a workspace, save about itself", async () => {
  const ask = (path: string, workspace: string) =>
    fetch(`${server.url}${path}`, { headers: { "x-mlflow-workspace": workspace } });
  const refused = await ask("/api/2.0/mlflow/experiments/get?experiment_id=0", "team");
  expect(refused.status).toBe(400);
  expect(await refused.json()).toEqual({
    error_code: "FEATURE_DISABLED",
    message: "Workspace APIs are not available: workspaces are not enabled on this server",
  });
  expect((await ask("/api/2.0/mlflow/experiments/get?experiment_id=0", " ")).status).toBe(200);
  expect((await ask("/api/3.0/mlflow/server-info", "team")).status).toBe(200);
});

it("sends nothing home", async () => {
  const address = "/ajax-api/3.0/mlflow/ui-telemetry";
  expect((await server.call("GET", address)).body).toEqual({
    disable_ui_telemetry: true,
    disable_ui_events: [],
    ui_rollout_percentage: 0,
  });
  expect((await server.call("POST", address, { records: [] })).body).toEqual({ status: "disabled" });
});
