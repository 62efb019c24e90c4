import { beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

const BULK = "/ajax-api/2.0/mlflow/metrics/get-history-bulk";
const SAMPLE = "/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval";

let server: TestServer;
let first: string;
let second: string;

const newRun = async () => {
  const { body } = await server.call("POST", "runs/create", { experiment_id: "0" });
  return (body.run as { info: { run_id: string } }).info.run_id;
};
const log = async (run_id: string, metrics: string) => {
  const answer = await fetch(`${server.url}/api/2.0/mlflow/runs/log-batch`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: `{"run_id":"${run_id}","metrics":[${metrics}]}`,
  });
  expect(answer.status).toBe(200);
};
const text = async (path: string) => (await fetch(`${server.url}${path}`)).text();

beforeAll(async () => {
  server = await temporaryServer();
  [first = "", second = ""] = [await newRun(), await newRun()].sort();
  const points = Array.from(
    { length: 100 },
    (_, i) => `{"key":"m","value":${i},"timestamp":${i},"step":${i}}`,
  );
  await log(first, points.join(","));
  await log(
    second,
    '{"key":"m","value":"NaN","timestamp":9007199254740993,"step":9223372036854775807},{"key":"m","value":"Infinity","timestamp":1,"step":-9007199254740993}',
  );
});

describe("histories in bulk", () => {
  it("are written as Python writes them, and exact", async () => {
    expect(await text(`${BULK}?run_id=${second}&metric_key=m`)).toBe(
      `{"metrics":[{"key":"m","run_id":"${second}","step":-9007199254740993,"timestamp":1,"value":1.7976931348623157e+308},` +
        `{"key":"m","run_id":"${second}","step":9223372036854775807,"timestamp":9007199254740993,"value":NaN}]}`,
    );
    expect(await text(`${BULK}?run_id=nope&metric_key=m`)).toBe('{"metrics":[]}');
  });

  it("come run after run, up to the limit", async () => {
    const runs = `run_id=${second}&run_id=${first}&metric_key=m`;
    const found = JSON.parse(await text(`${BULK}?${runs}&max_results=101`)).metrics as { run_id: string }[];
    expect(found.map(({ run_id }) => run_id)).toEqual([...Array(100).fill(first), second]);
    expect(await text(`${BULK}?${runs}&max_results=0`)).toBe('{"metrics":[]}');
  });

  it.each([
    ["", "GetMetricHistoryBulk request must specify at least one run_id."],
    ["run_id=a", "GetMetricHistoryBulk request must specify a metric_key."],
    [
      Array(101).fill("run_id=a").join("&"),
      "GetMetricHistoryBulk request cannot specify more than 100 run_ids. Received 101 run_ids.",
    ],
  ])("are refused without what they need", async (query, message) => {
    const { status, body } = await server.call("GET", `${BULK}?${query}`);
    expect({ status, ...body }).toEqual({ status: 400, error_code: "INVALID_PARAMETER_VALUE", message });
  });
});

describe("samples of histories", () => {
  const steps = async (query: string) => {
    const { body } = await server.call("GET", `${SAMPLE}?run_ids=${first}&metric_key=m&${query}`);
    return ((body.metrics ?? []) as { step: number }[]).map(({ step }) => step);
  };

  // The steps are those that MLflow 3.18 chose.
  it.each([
    ["max_results=1", [99]],
    ["max_results=2", [0, 99]],
    ["max_results=3", [0, 34, 99]],
    ["max_results=7", [0, 15, 30, 44, 58, 72, 99]],
    ["max_results=3&start_step=10&end_step=20", [10, 14, 20]],
    ["start_step=98&end_step=1000", [98, 99]],
    ["start_step=200&end_step=1000", []],
  ])("take the first of even parts, and the newest point: %s", async (query, expected) => {
    expect(await steps(query)).toEqual(expected);
  });

  it("are exact, run after run, in every prefix", async () => {
    for (const prefix of ["/api/2.0", "/ajax-api/2.0"])
      expect(
        await text(
          `${prefix}/mlflow/metrics/get-history-bulk-interval?run_ids=${second}&metric_key=m&start_step=1&end_step=9223372036854775807`,
        ),
      ).toBe(
        `{"metrics":[{"key":"m","value":"NaN","timestamp":9007199254740993,"step":9223372036854775807,"run_id":"${second}"}]}`,
      );
    const both = await server.call(
      "GET",
      `${SAMPLE}?run_ids=${second}&run_ids=${first}&metric_key=m&max_results=1`,
    );
    expect((both.body.metrics as { run_id: string }[]).map(({ run_id }) => run_id)).toEqual([second, first]);
  });
});
