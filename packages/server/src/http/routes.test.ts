import { type Endpoint, endpoints, PREFIXES } from "@slipway/contract";
import type { RouteOptions } from "fastify";
import { beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../app.js";
import { temporaryFile } from "../database/testing/temporary-database.js";
import { DEFAULTS } from "../server-options.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";
import { routePath } from "./request-fields.js";

const table = Object.values(endpoints).flatMap((calls) => Object.values<Endpoint>(calls));

it("routes every call of the contract, each with its access decision, and nothing else", async () => {
  const app = await createApp({ ...DEFAULTS, backendStoreUri: `sqlite:///${temporaryFile()}` });
  const routes: RouteOptions[] = [];
  app.http.addHook("onRoute", (route) => {
    // What browsers ask before a call from another site; it tells nothing but who may call.
    if (route.url !== "*") routes.push(route);
  });
  await app.http.ready();
  const found = routes.flatMap(({ method, url }) => [method].flat().map((one) => `${one} ${url}`));
  const wanted = table.flatMap((endpoint) =>
    PREFIXES[endpoint.prefix].flatMap((start) =>
      [
        ...endpoint.methods,
        ...(endpoint.access === "public" && endpoint.methods.includes("GET") ? ["HEAD"] : []),
      ].map((method) => `${method} ${start}${routePath(endpoint)}`),
    ),
  );
  expect(found.sort()).toEqual(wanted.sort());
  for (const { url, config } of routes) {
    const access = config?.endpoint?.access;
    expect(access === "public" || (access?.resource && access.needs), url).toBeTruthy();
  }
  await app.close();
});

describe("requests", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await temporaryServer();
  });
  const create = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
    fetch(`${server.url}/api/2.0/mlflow/experiments/create`, { method: "POST", body, headers });
  const count = async () => {
    const { body } = await server.call("POST", "experiments/search", { max_results: 1000, view_type: "ALL" });
    return (body.experiments as unknown[]).length;
  };
  const POST = (headers: string, body: string) =>
    `POST /api/2.0/mlflow/experiments/create HTTP/1.1\r\nHost: localhost\r\n${headers}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;

  it("may come under either prefix, with the fields of a GET in its query or its body", async () => {
    for (const prefix of ["/api/2.0", "/ajax-api/2.0"]) {
      const { body } = await server.call("GET", `${prefix}/mlflow/experiments/get?experiment_id=0`);
      expect(body.experiment).toMatchObject({ name: "Default" });
    }
    const body = '{"experiment_id":"0"}';
    const answer = await server.raw(
      `GET /api/2.0/mlflow/experiments/get HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
    expect(JSON.parse(answer.body).experiment.name).toBe("Default");
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "nonsense", "application/json"])(
    "are served without a body whatever type they say it has: %s",
    async (type) => {
      const get = (path: string, end = "\r\n") =>
        server.raw(
          `GET ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nConnection: close\r\n${end}`,
        );
      const path = "/api/2.0/mlflow/experiments/get?experiment_id=0";
      expect((await get(path)).status).toBe(200);
      expect((await get(path, "Content-Length: 0\r\n\r\n")).status).toBe(200);
      expect((await get("/health")).body).toBe("OK");
      const withBody = await get(path, "Content-Length: 2\r\n\r\n{}");
      expect(withBody.status).toBe(type === "application/json" ? 200 : 400);
    },
  );

  it("read lists as repeated keys and flags as words", async () => {
    const order = "order_by=name%20DESC&order_by=version_number";
    const search = await server.call("GET", `model-versions/search?max_results=5&${order}`);
    expect(search).toMatchObject({ status: 200, body: {} });
    const flag = await server.call("GET", "logged-models/m-1?allow_deleted=yes");
    expect(flag.status).toBe(400);
    expect(flag.body.message).toContain("'allow_deleted'");
    expect((await server.call("GET", "logged-models/m-1?allow_deleted=TRUE")).status).toBe(404);
  });

  it("decode a body that was encoded twice", async () => {
    expect((await create(JSON.stringify(JSON.stringify({ name: "twice" })))).status).toBe(200);
  });

  it("keep integers exact", async () => {
    const run = await server.call("POST", "runs/create", { experiment_id: "0" });
    const { run_id } = (run.body.run as { info: { run_id: string } }).info;
    const metric = `{"run_id":"${run_id}","key":"k","value":1,"timestamp":9007199254740993,"step":-9223372036854775808}`;
    const logged = await fetch(`${server.url}/api/2.0/mlflow/runs/log-metric`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: metric,
    });
    expect(logged.status).toBe(200);
    const answer = await fetch(`${server.url}/api/2.0/mlflow/runs/get?run_id=${run_id}`);
    const text = await answer.text();
    expect(text).toContain('"timestamp":9007199254740993,"step":-9223372036854775808');
  });

  it.each([
    ["broken JSON", "{bad", "INVALID_PARAMETER_VALUE"],
    ["a list", "[1]", "BAD_REQUEST"],
    ["a string that is no JSON", '"x"', "INVALID_PARAMETER_VALUE"],
    ["nothing", "", "INVALID_PARAMETER_VALUE"],
    ["null", "null", "INVALID_PARAMETER_VALUE"],
    ["a bare NaN", '{"name":NaN}', "INVALID_PARAMETER_VALUE"],
    ["a name of the wrong type", '{"name":["x"]}', "INVALID_PARAMETER_VALUE"],
    [
      "100,000 lists in each other",
      `{"name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      "INVALID_PARAMETER_VALUE",
    ],
  ])("are refused with %s", async (_, body, code) => {
    const before = await count();
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error_code: code });
    expect(await count()).toBe(before);
  });

  it.each([
    ["text/plain", "Content-Type: text/plain\r\n"],
    ["a form", "Content-Type: application/x-www-form-urlencoded\r\n"],
    ["multipart", "Content-Type: multipart/form-data; boundary=x\r\n"],
    ["no type", ""],
    ["a tab in the type", "Content-Type: application/json\ta\r\n"],
    ["a longer type", "Content-Type: application/jsonx\r\n"],
    ["two types", "Content-Type: text/plain, application/json\r\n"],
    ["a type that is code", "Content-Type: <script>\r\n"],
  ])("B1 are refused with %s", async (_, headers) => {
    const before = await count();
    const answer = await server.raw(POST(headers, '{"name":"b1"}'));
    expect(answer.status).toBe(400);
    expect(answer.head.toLowerCase()).toContain("content-type: application/json");
    expect(JSON.parse(answer.body).message).toMatch(/^Bad Request. Content-Type /);
    expect(await count()).toBe(before);
  });

  it("are refused with bytes that are no UTF-8", async () => {
    const head = POST("Content-Type: application/json\r\n", '{"name":"x"}').slice(0, -3);
    const answer = await server.raw(Buffer.concat([Buffer.from(head), Buffer.from([0xff, 0x22, 0x7d])]));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body).message).toContain("it is not UTF-8");
  });

  it("are refused with a field that contradicts the address", async () => {
    const patch = (body: object) =>
      server.call("PATCH", "logged-models/m-1", { status: "LOGGED_MODEL_READY", ...body });
    for (const model_id of ["m-2", 5, ["m-1"]]) {
      const answer = await patch({ model_id });
      expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
      expect(answer.body.message).toContain("'model_id'");
    }
    for (const model_id of ["m-1", null, undefined]) expect((await patch({ model_id })).status).toBe(404);
  });

  it("may name the character set", async () => {
    const type = { "content-type": "application/json; charset=utf-8" };
    expect((await create('{"name":"charset"}', type)).status).toBe(200);
  });

  it.each(["with", "without"])("D1 are refused beyond the limit %s Content-Length", async (which) => {
    const head =
      "POST /api/2.0/mlflow/experiments/create HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    const size = 10 * 1024 * 1024 + 1;
    const request =
      which === "with"
        ? `${head}Content-Length: ${size}\r\n\r\n`
        : Buffer.concat([
            Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n${size.toString(16)}\r\n`),
            Buffer.alloc(size, " "),
            Buffer.from("\r\n0\r\n\r\n"),
          ]);
    const answer = await server.raw(request);
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ error_code: "BAD_REQUEST" });
  });

  it("D17 are refused with oversize headers and addresses", async () => {
    const headers = await server.raw(
      `GET /health HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(65_536)}\r\nConnection: close\r\n\r\n`,
    );
    expect(headers.status).toBe(431);
    const address = await server.raw(`GET /${"x".repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(address.status).toBe(431);
    expect(JSON.parse(address.body).error_code).toBe("BAD_REQUEST");
  });

  it.each([
    ["GET", "/nope"],
    ["GET", "/api/2.0/mlflow/experiments/nope"],
    ["POST", "/api/2.0/mlflow/experiments/get"],
    ["PUT", "/api/2.0/mlflow/experiments/create"],
    ["GET", "/api/2.0/mlflow/experiments/create"],
    ["DELETE", "/health"],
    ["OPTIONS", "/api/2.0/mlflow/experiments/create"],
  ])("find no call at %s %s", async (method, path) => {
    const answer = await fetch(`${server.url}${path}`, { method });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error_code: "ENDPOINT_NOT_FOUND" });
  });

  it("B8 do not change their method by a header or a field", async () => {
    const answer = await fetch(
      `${server.url}/api/2.0/mlflow/experiments/get?experiment_id=0&_method=DELETE`,
      {
        headers: { "x-http-method-override": "DELETE" },
      },
    );
    expect(await answer.json()).toMatchObject({ experiment: { lifecycle_stage: "active" } });
  });
});
