import { beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await temporaryServer({
    allowedHosts: ["models.example:8080", "ci.example", "10.0.0.0/8"],
    secure: true,
  });
});

const GET = (headers: string, target = "/api/2.0/mlflow/experiments/get?experiment_id=0") =>
  server.raw(`GET ${target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`);

describe("B2 the Host header", () => {
  it.each([
    "localhost",
    "LOCALHOST:1234",
    "127.0.0.1:5000",
    "127.3.2.1",
    "[::1]:5000",
    "models.example:8080",
    "ci.example:1",
    "10.9.8.7:5000",
  ])("is answered as %s", async (host) => {
    expect((await GET(`Host: ${host}\r\n`)).status).toBe(200);
  });

  it.each([
    "evil.test",
    "10.evil.example",
    "192.168.evil.example:5000",
    "192.168.1.1",
    "169.254.169.254",
    "models.example",
    "models.example:8081",
    "localhost.evil.test",
    "localhost:",
    "localhost:x",
    "127.1",
    "2130706433",
    "0x7f.1",
    "user@localhost",
    "localhost evil",
    "",
  ])("is refused as '%s'", async (host) => {
    const answer = await GET(`Host: ${host}\r\n`);
    expect([400, 403]).toContain(answer.status);
    expect(JSON.parse(answer.body)).toHaveProperty("error_code");
  });

  it("is refused when there is none, or two", async () => {
    expect((await GET("")).status).toBe(400);
    expect((await GET("Host: localhost\r\nHost: evil.test\r\n")).status).toBe(400);
    expect((await GET("Host: evil.test\r\nHost: localhost\r\n")).status).toBe(400);
  });

  it("is not replaced by an absolute target or a forwarded host", async () => {
    const absolute = await GET(
      "Host: localhost\r\n",
      "http://evil.test/api/2.0/mlflow/experiments/get?experiment_id=0",
    );
    expect(absolute.status).toBe(400);
    expect((await GET("Host: evil.test\r\nX-Forwarded-Host: localhost\r\n")).status).toBe(403);
  });

  it("is not asked of a probe", async () => {
    const answer = await GET("Host: 192.168.1.1\r\n", "/health");
    expect(answer).toMatchObject({ status: 200, body: "OK" });
  });
});

describe("another site's page", () => {
  const STATE_CHANGES = [
    ["POST", "/api/2.0/mlflow/experiments/create", '{"name":"forged"}'],
    ["PATCH", "/api/2.0/mlflow/registered-models/update", '{"name":"x"}'],
    ["DELETE", "/api/2.0/mlflow/registered-models/delete", '{"name":"x"}'],
    ["PUT", "/api/2.0/mlflow-artifacts/artifacts/forged.txt", "x"],
    ["DELETE", "/api/2.0/mlflow-artifacts/artifacts/0", ""],
    ["POST", "/api/slipway/1.0/promotions", "{}"],
    ["POST", "/graphql", "{}"],
    ["POST", "/v1/traces", "{}"],
    ["POST", "/signup", "{}"],
    ["POST", "/", "{}"],
  ] as const;
  const send = (method: string, target: string, body: string, headers: string) =>
    server.raw(
      `${method} ${target} HTTP/1.1\r\nHost: localhost:5000\r\nContent-Type: application/json\r\n${headers}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );

  for (const [method, target, body] of STATE_CHANGES)
    it.each([
      "Origin: https://evil.test\r\n",
      "Origin: null\r\n",
      "Origin: http://localhost:8000\r\n",
      "Origin: http://localhost:5000.evil.test\r\n",
      "Sec-Fetch-Site: cross-site\r\n",
    ])(`B3, B6 changes nothing by ${method} ${target} with %s`, async (headers) => {
      const answer = await send(method, target, body, headers);
      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.body).error_code).toBe("PERMISSION_DENIED");
      const { body: experiments } = await server.call("POST", "experiments/search", { max_results: 10 });
      expect(experiments.experiments).toHaveLength(1);
      expect((await server.call("GET", "/api/2.0/mlflow-artifacts/artifacts")).body).toEqual({});
    });

  it("B4, B7 is told nothing that would let it read", async () => {
    const read = await GET("Host: localhost\r\nOrigin: https://evil.test\r\nCookie: a=b\r\n");
    expect(read.head.toLowerCase()).not.toContain("access-control");
    const preflight = await send(
      "OPTIONS",
      "/api/2.0/mlflow/experiments/create",
      "",
      "Origin: https://evil.test\r\nAccess-Control-Request-Method: POST\r\n",
    );
    expect(preflight.head.toLowerCase()).not.toContain("access-control");
  });

  it("is told apart from the server's own page", async () => {
    const own = await send(
      "POST",
      "/api/2.0/mlflow/registered-models/create",
      '{"name":"own"}',
      "Origin: http://localhost:5000\r\nSec-Fetch-Site: same-origin\r\n",
    );
    expect(own.status).toBe(200);
  });
});

describe("every answer", () => {
  it.each([
    "/health",
    "/api/2.0/mlflow/experiments/get?experiment_id=0",
    "/nope",
    "/api/2.0/mlflow-artifacts/artifacts/%zz",
  ])("B13 carries the security headers: %s", async (target) => {
    const { head } = await GET("Host: localhost\r\n", target);
    for (const header of [
      "x-content-type-options: nosniff",
      "x-frame-options: SAMEORIGIN",
      "referrer-policy: no-referrer",
      "cross-origin-opener-policy: same-origin",
      "cross-origin-resource-policy: same-origin",
      "cache-control: no-store, private",
    ])
      expect(head).toContain(header);
  });
});
