import { afterEach, describe, expect, it } from "vitest";
import {
  type Answer,
  type AnsweringServer,
  answer,
  hangUp,
  stall,
  startAnsweringServer,
  startAnsweringServerOn,
} from "../testing/answering-server.js";
import { ApiError, ConnectionError, createClient } from "./index.js";

let server: AnsweringServer;
const quick = { max: 2, backoff: 0, jitter: 0 };
const serve = async (...answers: [Answer, ...Answer[]]) => {
  server = await startAnsweringServer(...answers);
  return createClient({ baseUrl: server.url, retries: quick });
};
afterEach(() => server.close());

const busy = answer(503, { error_code: "TEMPORARILY_UNAVAILABLE", message: "busy" });
const caught = (call: Promise<unknown>): Promise<Error> =>
  call.then(
    () => new Error("no error"),
    (error) => error,
  );

describe("errors", () => {
  it("throws the server's own error with its code, message and details", async () => {
    const body = {
      error_code: "RESOURCE_DOES_NOT_EXIST",
      message: "Run with id=x not found",
      sqlstate: "KAM00",
    };
    const client = await serve(answer(404, body));
    const error = await caught(client.runs.get({ run_id: "x" }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      code: "RESOURCE_DOES_NOT_EXIST",
      message: body.message,
      details: { sqlstate: "KAM00" },
    });
  });

  it("keeps the name of a code that is not MLflow's, under the nearest one", async () => {
    const client = await serve(answer(409, { error_code: "CATALOG_LOCKED", message: "wait" }));
    const error = await caught(client.runs.get({ run_id: "x" }));
    expect(error).toMatchObject({ code: "RESOURCE_CONFLICT", message: "CATALOG_LOCKED: wait" });
  });

  it("says what answered when it was no tracking server", async () => {
    const client = await serve(answer(404, `<html>\n<h1>Not   here</h1>${"x".repeat(500)}`));
    const error = await caught(client.runs.get({ run_id: "x" }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ status: 404, method: "GET" });
    expect(error.message).toMatch(
      /^GET http:\/\/127\.0\.0\.1:\d+\/api\/2\.0\/mlflow\/runs\/get\?run_id=x: answered 404: <html> <h1>Not here<\/h1>x+…$/,
    );
    expect(error.message.length).toBeLessThan(320);
  });

  it.each([
    ["no JSON", "<html>welcome</html>"],
    ["a message without its fields", { run: { info: {} } }],
  ])("does not take %s for an answer, and does not ask again", async (_what, body) => {
    const client = await serve(answer(200, body));
    const error = await caught(client.runs.get({ run_id: "x" }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toContain("answered what the protocol does not know");
    expect(server.seen).toHaveLength(1);
  });
});

describe("retries", () => {
  it.each([408, 429, 500, 502, 503, 504])("asks again after %i", async (status) => {
    const client = await serve(answer(status, "later"), answer(200));
    await client.runs.logMetric({ run_id: "r", key: "k", value: 1, timestamp: 1 });
    expect(server.seen).toHaveLength(2);
    expect(server.seen[1]).toEqual(server.seen[0]);
  });

  it.each([400, 401, 403, 404, 409, 501])("does not ask again after %i", async (status) => {
    const client = await serve(answer(status, "no"));
    await caught(client.runs.get({ run_id: "r" }));
    expect(server.seen).toHaveLength(1);
  });

  it("gives up after the last retry with the last error", async () => {
    const client = await serve(busy);
    expect(await caught(client.runs.get({ run_id: "r" }))).toMatchObject({ code: "TEMPORARILY_UNAVAILABLE" });
    expect(server.seen).toHaveLength(1 + quick.max);
  });

  it("asks again when the connection breaks", async () => {
    const client = await serve(hangUp, answer(200));
    await client.runs.setTag({ run_id: "r", key: "k", value: "v" });
    expect(server.seen).toHaveLength(2);
  });

  it.each([
    ["a broken connection", hangUp],
    ["503, which may come after the write", busy],
  ])("does not create a run twice after %s", async (_what, first) => {
    const client = await serve(first, answer(200));
    await caught(client.runs.create({ experiment_id: "1" }));
    expect(server.seen).toHaveLength(1);
  });

  it("creates again when the server has refused to begin", async () => {
    const client = await serve(answer(429, "slowly"), answer(200, { experiment_id: "7" }));
    expect(await client.experiments.create({ name: "n" })).toEqual({ experiment_id: "7" });
  });

  it("promotes again when the call names itself, and only then", async () => {
    const client = await serve(busy);
    await caught(client.promotions.create({ name: "m", idempotency_key: "k" }));
    expect(server.seen).toHaveLength(3);
    await caught(client.promotions.create({ name: "m" }));
    expect(server.seen).toHaveLength(4);
  });

  it("opens the content anew for each try, and tries a stream once", async () => {
    const client = await serve(busy, answer(200, ""), busy);
    const open = () => new Blob(["bytes"]).stream();
    await client.artifacts.proxyUpload({ path: "a" }, open);
    expect(server.seen.map(({ body }) => body)).toEqual(["bytes", "bytes"]);
    const once = await caught(client.artifacts.proxyUpload({ path: "a" }, open()));
    expect(once).toMatchObject({ code: "TEMPORARILY_UNAVAILABLE" });
    expect(server.seen).toHaveLength(3);
  });

  it("reaches a server that starts late, even with a call that must not happen twice", async () => {
    // Outside of the range from which systems hand out free ports, so that nobody else takes it meanwhile.
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const retries = { max: 100, backoff: 0.02, jitter: 0.02 };
    const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, retries });
    const created = client.experiments.create({ name: "n" });
    server = await startAnsweringServerOn(port, answer(200, { experiment_id: "1" }));
    expect(await created).toEqual({ experiment_id: "1" });
  });

  it("says why nothing could be reached, without what is secret", async () => {
    server = await startAnsweringServer(answer(200));
    await server.close();
    const client = createClient({
      baseUrl: server.url,
      headers: { authorization: "Bearer secret" },
      retries: quick,
    });
    const error = await caught(client.experiments.create({ name: "n" }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toBe(
      `POST ${server.url}/api/2.0/mlflow/experiments/create: connect ECONNREFUSED ${new URL(server.url).host}`,
    );
  });
});

describe("limits", () => {
  it("says which limit a silent server has passed", async () => {
    server = await startAnsweringServer(stall);
    const client = createClient({ baseUrl: server.url, retries: { max: 0, timeout: 0.05 } });
    const error = await caught(client.runs.get({ run_id: "r" }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toContain("no answer within 0.05 s");
  });

  it("throws the reason of a caller who gives up, while waiting for an answer", async () => {
    const client = await serve(stall);
    const controller = new AbortController();
    const call = caught(client.runs.get({ run_id: "r" }, { signal: controller.signal }));
    controller.abort(new Error("enough"));
    expect((await call).message).toBe("enough");
  });

  it("throws the reason of a caller who gives up, while waiting for a retry", async () => {
    const client = await serve(answer(503, "later", { "retry-after": "60" }));
    const controller = new AbortController();
    const call = caught(client.runs.get({ run_id: "r" }, { signal: controller.signal }));
    await expect.poll(() => server.seen.length).toBe(1);
    controller.abort(new Error("enough"));
    expect((await call).message).toBe("enough");
  });
});
