import { beforeAll, describe, expect, it } from "vitest";
import { temporaryDatabase } from "../database/testing/temporary-database.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await temporaryServer();
});

async function newRun(): Promise<string> {
  const { body } = await server.call("POST", "runs/create", { experiment_id: "0" });
  return (body as { run: { info: { run_id: string } } }).run.info.run_id;
}

const textOf = async (path: string) => (await fetch(`${server.url}/api/2.0/mlflow/${path}`)).text();

describe("tracking over HTTP", () => {
  it("keeps 64-bit integers and NaN as they were written, by either name of the run", async () => {
    const run_id = await newRun();
    const points = '{"key":"m","value":"NaN","timestamp":9223372036854775807,"step":"-9007199254740993"}';
    const response = await fetch(`${server.url}/ajax-api/2.0/mlflow/runs/log-batch`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{"run_id":"${run_id}","metrics":[${points}]}`,
    });
    expect([response.status, await response.text()]).toEqual([200, "{}"]);
    for (const address of [
      `metrics/get-history?run_uuid=${run_id}&metric_key=m`,
      `runs/get?run_uuid=${run_id}`,
    ])
      expect(await textOf(address)).toContain(
        '{"key":"m","value":"NaN","timestamp":9223372036854775807,"step":-9007199254740993}',
      );
  });

  it("answers only once the write is durable, for many clients that share commits", async () => {
    const other = await temporaryDatabase(server.backendStoreUri);
    const stored = async (run_id: string, key: string) => {
      const rows = other.read.selectFrom("metrics").where("run_uuid", "=", run_id).where("key", "=", key);
      return (await rows.select("step").execute()).length;
    };
    const runs = await Promise.all(Array.from({ length: 32 }, newRun));
    await Promise.all(
      runs.map(async (run_id, client) => {
        for (let index = 0; index < 10; index++) {
          const value = client % 4 === 3 ? "no number" : index;
          const metric = { run_id, key: `k${index}`, value, timestamp: 1 };
          const { status } = await server.call("POST", "runs/log-metric", metric);
          expect(status).toBe(client % 4 === 3 ? 400 : 200);
          expect(await stored(run_id, `k${index}`)).toBe(status === 200 ? 1 : 0);
        }
      }),
    );
  });

  it("says what was wrong, with MLflow's code and status", async () => {
    const run_id = await newRun();
    await server.call("POST", "runs/log-parameter", { run_id, key: "p", value: "1" });
    expect(await server.call("POST", "runs/log-parameter", { run_id, key: "p", value: "2" })).toMatchObject({
      status: 400,
      body: {
        error_code: "INVALID_PARAMETER_VALUE",
        message: expect.stringContaining("Changing param values"),
      },
    });
    expect(await server.call("GET", "runs/get?run_id=nope")).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "Run with id=nope not found" },
    });
    const filter = "metrics.a > 1 AND metrics.b >";
    expect(await server.call("POST", "runs/search", { experiment_ids: ["0"], filter })).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE", position: expect.any(Number) },
    });
    expect(await server.call("POST", "experiments/create", { name: "Default" })).toMatchObject({
      status: 400,
      body: { error_code: "RESOURCE_ALREADY_EXISTS" },
    });
  });

  it("refuses locations that a client may not name where it is to be secure", async () => {
    const secure = await temporaryServer({ secure: true });
    for (const artifact_location of [
      "file:///etc",
      "/etc",
      "http:///#/../../etc",
      "s3://b/p?x=1",
      "s3://b/../c",
    ]) {
      const answer = await secure.call("POST", "experiments/create", { name: "bad", artifact_location });
      expect(answer, artifact_location).toMatchObject({
        status: 400,
        body: { error_code: "INVALID_PARAMETER_VALUE" },
      });
    }
    expect((await secure.call("GET", "experiments/get-by-name?experiment_name=bad")).status).toBe(404);
  });
});
