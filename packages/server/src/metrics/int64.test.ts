import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

// Each is rounded by a double.
const BIG = "9007199254740993";
const LARGEST = "9223372036854775807";
const SMALLEST = "-9223372036854775807";

let server: TestServer;
let runId: string;
let modelId: string;

async function send(path: string, body: string, method = "POST"): Promise<string> {
  const answer = await fetch(`${server.url}/api/2.0/mlflow/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body,
  });
  const text = await answer.text();
  expect(answer.status, `${path}: ${text}`).toBe(200);
  return text;
}
const read = async (path: string) => (await fetch(`${server.url}/ajax-api/2.0/mlflow/${path}`)).text();

beforeAll(async () => {
  server = await temporaryServer();
  const run = await send("runs/create", `{"experiment_id":"0","start_time":${BIG}}`);
  runId = JSON.parse(run).run.info.run_id;
  expect(run).toContain(`"start_time":${BIG}`);
  const model = await send("logged-models", `{"experiment_id":"0","name":"m","source_run_id":"${runId}"}`);
  modelId = JSON.parse(model).model.info.model_id;
  await send(
    "runs/log-metric",
    `{"run_id":"${runId}","key":"one","value":1,"timestamp":${BIG},"step":${LARGEST},"model_id":"${modelId}"}`,
  );
  await send(
    "runs/log-batch",
    `{"run_id":"${runId}","metrics":[{"key":"batch","value":2,"timestamp":"${LARGEST}","step":"${SMALLEST}"}]}`,
  );
  await send("runs/outputs", `{"run_id":"${runId}","models":[{"model_id":"${modelId}","step":${BIG}}]}`);
  await send("runs/update", `{"run_id":"${runId}","status":"FINISHED","end_time":${LARGEST}}`);
});

describe("integers of 64 bits are whole", () => {
  const ONE = `"timestamp":${BIG},"step":${LARGEST}`;
  const BATCH = `"timestamp":${LARGEST},"step":${SMALLEST}`;

  it("in a run, by its id and in a search", async () => {
    const search = await send("runs/search", '{"experiment_ids":["0"]}');
    for (const text of [await read(`runs/get?run_id=${runId}`), search]) {
      expect(text).toContain(ONE);
      expect(text).toContain(BATCH);
      expect(text).toContain(`"start_time":${BIG}`);
      expect(text).toContain(`"end_time":${LARGEST}`);
    }
    expect(await read(`runs/get?run_id=${runId}`)).toContain(`{"model_id":"${modelId}","step":${BIG}}`);
  });

  it("in every history", async () => {
    expect(await read(`metrics/get-history?run_id=${runId}&metric_key=one`)).toContain(ONE);
    expect(await read(`metrics/get-history-bulk?run_id=${runId}&metric_key=one`)).toContain(
      `"step":${LARGEST},"timestamp":${BIG}`,
    );
    const between = `start_step=${SMALLEST}&end_step=${SMALLEST}`;
    expect(
      await read(`metrics/get-history-bulk-interval?run_ids=${runId}&metric_key=batch&${between}`),
    ).toContain(BATCH);
  });

  it("in a filter", async () => {
    const count = async (filter: string) =>
      (await send("runs/search", JSON.stringify({ experiment_ids: ["0"], filter }))).split('"run_id"')
        .length - 1;
    for (const [value, found] of [
      [BIG, 1],
      [String(BigInt(BIG) - 1n), 0],
      [String(BigInt(BIG) + 1n), 0],
    ] as const)
      expect(await count(`attributes.start_time = ${value}`), value).toBe(found);
    expect(await count(`attributes.end_time > ${BigInt(LARGEST) - 1n}`)).toBe(1);
    expect(await count(`attributes.end_time > ${LARGEST}`)).toBe(0);
  });

  it("whatever they are", async () => {
    const int64 = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n });
    const time = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });
    let counter = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(time, int64), { minLength: 1, selector: String }),
        async (points) => {
          const key = `any${counter++}`;
          const metrics = points.map(
            ([timestamp, step]) => `{"key":"${key}","value":1,"timestamp":${timestamp},"step":${step}}`,
          );
          await send("runs/log-batch", `{"run_id":"${runId}","metrics":[${metrics}]}`);
          const history = await read(`metrics/get-history?run_id=${runId}&metric_key=${key}`);
          const stored = [...history.matchAll(/"timestamp":(-?\d+),"step":(-?\d+)/g)].map(([, ...pair]) =>
            pair.join(),
          );
          expect(stored.sort()).toEqual(points.map(String).sort());
        },
      ),
      { numRuns: 25 },
    );
  });

  it("in a logged model", async () => {
    expect(await read(`logged-models/${modelId}`)).toContain(ONE);
    expect(await send("logged-models/search", '{"experiment_ids":["0"]}')).toContain(ONE);
  });

  it.each([["9223372036854775808"], ["-9223372036854775809"], ["1e19"], ["1.5"], ['"9007199254740993.5"']])(
    "or refused: %s",
    async (step) => {
      const answer = await fetch(`${server.url}/api/2.0/mlflow/runs/log-metric`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: `{"run_id":"${runId}","key":"bad","value":1,"timestamp":1,"step":${step}}`,
      });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error_code: "INVALID_PARAMETER_VALUE" });
      expect(await read(`metrics/get-history?run_id=${runId}&metric_key=bad`)).toBe("{}");
    },
  );
});
