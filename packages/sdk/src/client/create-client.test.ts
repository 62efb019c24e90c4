import { afterEach, describe, expect, it } from "vitest";
import {
  type Answer,
  type AnsweringServer,
  answer,
  startAnsweringServer,
} from "../testing/answering-server.js";
import { createClient, iterate } from "./index.js";

let server: AnsweringServer;
const serve = async (...answers: [Answer, ...Answer[]]) => {
  server = await startAnsweringServer(...answers);
  return createClient({ baseUrl: server.url });
};
afterEach(() => server.close());

describe("requests", () => {
  it("sends the fields of a POST as JSON, exact integers and infinite numbers included", async () => {
    const client = await serve(answer(200));
    const metric = { key: "m", timestamp: 2n ** 60n + 1n };
    await client.runs.logBatch({
      run_id: "r",
      metrics: [
        { ...metric, value: Number.NaN },
        { ...metric, value: Number.NEGATIVE_INFINITY, step: -3 },
      ],
    });
    const [request] = server.seen;
    expect(request?.method).toBe("POST");
    expect(request?.target).toBe("/api/2.0/mlflow/runs/log-batch");
    expect(request?.headers["content-type"]).toBe("application/json");
    expect(request?.body).toBe(
      '{"run_id":"r","metrics":[{"key":"m","value":"NaN","timestamp":1152921504606846977},{"key":"m","value":"-Infinity","timestamp":1152921504606846977,"step":-3}]}',
    );
  });

  it("sends the fields of a GET as query string, lists as repeated keys", async () => {
    const client = await serve(answer(200));
    await client.modelVersions.search({ filter: "name = 'a&b'", order_by: ["name", "version_number DESC"] });
    expect(server.seen[0]?.target).toBe(
      "/api/2.0/mlflow/model-versions/search?filter=name+%3D+%27a%26b%27&order_by=name&order_by=version_number+DESC",
    );
    expect(server.seen[0]?.body).toBe("");
  });

  it("fills path parameters, and repeats them in a JSON body for servers that look there", async () => {
    const client = await serve(answer(200, { model: { info: modelInfo, data: {} } }));
    await client.loggedModels.finalize({ model_id: "m-1/2", status: "LOGGED_MODEL_READY" });
    expect(server.seen[0]?.method).toBe("PATCH");
    expect(server.seen[0]?.target).toBe("/api/2.0/mlflow/logged-models/m-1%2F2");
    expect(JSON.parse(server.seen[0]?.body ?? "")).toEqual({
      model_id: "m-1/2",
      status: "LOGGED_MODEL_READY",
    });
  });

  it("keeps a path parameter out of the query string", async () => {
    const client = await serve(answer(200, { model: { info: modelInfo, data: {} } }));
    await client.loggedModels.get({ model_id: "m-1", allow_deleted: true });
    expect(server.seen[0]?.target).toBe("/api/2.0/mlflow/logged-models/m-1?allow_deleted=true");
  });

  it("encodes an artifact path segment by segment, and sends bytes as they are", async () => {
    const client = await serve(answer(200, ""));
    await client.artifacts.proxyUpload({ path: "1/a b/100%/ü.txt" }, Buffer.from("bytes"));
    expect(server.seen[0]?.method).toBe("PUT");
    expect(server.seen[0]?.target).toBe("/api/2.0/mlflow-artifacts/artifacts/1/a%20b/100%25/%C3%BC.txt");
    expect(server.seen[0]?.body).toBe("bytes");
  });

  it.each([[".."], ["a/../b"], ["."]])(
    "refuses the path %s, which a URL parser would change",
    async (path) => {
      const client = await serve(answer(200));
      await expect(client.artifacts.proxyDownload({ path })).rejects.toThrow("cannot be part of an address");
      expect(server.seen).toEqual([]);
    },
  );

  it("uses the browser's family of addresses, the static prefix and the given headers", async () => {
    server = await startAnsweringServer(answer(200, {}));
    const headers = { authorization: "Bearer t" };
    const client = createClient({ baseUrl: `${server.url}/mlflow/`, prefix: "ajax-api", headers });
    await client.runs.search();
    await client.server.health();
    expect(server.seen.map(({ target }) => target)).toEqual([
      "/mlflow/ajax-api/2.0/mlflow/runs/search",
      "/mlflow/health",
    ]);
    expect(server.seen[0]?.headers.authorization).toBe("Bearer t");
  });
});

describe("answers", () => {
  it("fills absent lists, keeps 64-bit integers exact, and keeps names that it does not know", async () => {
    const info = { run_id: "r", experiment_id: "1", status: "PAUSED", lifecycle_stage: "active" };
    const body = JSON.stringify({ run: { info, data: {} } }).replace(
      '"status"',
      '"start_time":9007199254740993,"status"',
    );
    const client = await serve(answer(200, body));
    const { run } = await client.runs.get({ run_id: "r" });
    expect(run.data).toEqual({ metrics: [], params: [], tags: [] });
    expect(run.info.start_time).toBe(9007199254740993n);
    expect(run.info.status).toBe("PAUSED");
  });

  it("takes an empty body for an empty answer", async () => {
    const client = await serve(answer(200, ""));
    expect(await client.runs.delete({ run_id: "r" })).toEqual({});
  });

  it("hands bytes on as they come", async () => {
    const client = await serve(answer(200, Buffer.from([0, 255, 10])));
    const response = await client.artifacts.proxyDownload({ path: "a" });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 255, 10]));
  });

  it("walks through the pages of a list", async () => {
    const run = (id: string) => ({
      info: { run_id: id, experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" },
      data: {},
    });
    const client = await serve(
      answer(200, { runs: [run("a"), run("b")], next_page_token: "t1" }),
      answer(200, { next_page_token: "t2" }),
      answer(200, { runs: [run("c")], next_page_token: "" }),
    );
    const ids = [];
    for await (const { info } of iterate(client.runs.search, { experiment_ids: ["1"] }))
      ids.push(info.run_id);
    expect(ids).toEqual(["a", "b", "c"]);
    expect(server.seen.map(({ body }) => JSON.parse(body).page_token)).toEqual([undefined, "t1", "t2"]);
  });
});

const modelInfo = {
  model_id: "m-1",
  experiment_id: "1",
  name: "n",
  creation_timestamp_ms: 1,
  last_updated_timestamp_ms: 1,
  artifact_uri: "mlflow-artifacts:/1/models/m-1/artifacts",
  status: "LOGGED_MODEL_READY",
};
