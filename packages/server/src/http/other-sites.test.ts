import { describe, expect, it } from "vitest";
import type { ServerOptions } from "../server-options.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

const SEARCH = "/ajax-api/2.0/mlflow/experiments/search";

const post = (server: TestServer, origin: string) =>
  fetch(server.url + SEARCH, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: '{"max_results":1}',
  });
const preflight = (server: TestServer, origin: string) =>
  fetch(server.url + SEARCH, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type",
    },
  });
const hostStatus = async (server: TestServer, host: string, path = "/api/3.0/mlflow/server-info") =>
  (await server.raw(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).status;

// What MLflow 3.18 answered under the same flags.
describe("pages of other sites", () => {
  it("may call from this machine, and from nowhere else", async () => {
    const server = await temporaryServer();
    const own = await post(server, "http://localhost:3000");
    expect(own.status).toBe(200);
    expect(own.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
    expect(own.headers.get("access-control-allow-credentials")).toBe("true");
    expect(own.headers.get("vary")).toContain("Origin");
    const asked = await preflight(server, "http://127.0.0.1:1");
    expect(asked.status).toBe(200);
    expect(asked.headers.get("access-control-allow-methods")).toBe("GET, POST, PUT, DELETE, OPTIONS, PATCH");
    expect(asked.headers.get("access-control-allow-headers")).toBe("content-type");
    expect(asked.headers.get("access-control-max-age")).toBe("600");
    for (const origin of ["https://evil.test", "null", "http://localhost.evil.test"]) {
      const answer = await post(server, origin);
      expect(answer.status, origin).toBe(403);
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      expect((await preflight(server, origin)).headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("may call when they are named", async () => {
    const server = await temporaryServer({
      corsAllowedOrigins: ["https://a.example", "https://*.b.example"],
    });
    for (const origin of ["https://a.example", "https://x.b.example"]) {
      expect((await post(server, origin)).status).toBe(200);
      expect((await preflight(server, origin)).headers.get("access-control-allow-origin")).toBe(origin);
    }
    expect((await post(server, "https://c.example")).status).toBe(403);
  });

  it("may all call, without the user's credentials, when every one is allowed", async () => {
    const server = await temporaryServer({ corsAllowedOrigins: ["*"] });
    const answer = await post(server, "https://evil.test");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  });
});

describe("the name under which it is reached", () => {
  const cases: [string, Partial<ServerOptions>, string[], string[]][] = [
    [
      "is a local or a private one",
      {},
      ["localhost:1", "127.0.0.1", "10.1.2.3", "172.20.0.1:80", "192.168.1.1", "[fd00::1]", "0.0.0.0"],
      ["evil.test", "10.evil.test", "172.32.0.1", "8.8.8.8"],
    ],
    [
      "is one of those that are named",
      { allowedHosts: ["app-*.internal.com", "10.*"] },
      ["app-1.internal.com", "10.1.2.3:5000", "localhost:1"],
      ["192.168.1.1", "10.evil.test", "internal.com"],
    ],
    [
      "is a local one where it is to be secure",
      { secure: true },
      ["localhost:1"],
      ["10.1.2.3", "192.168.1.1"],
    ],
    ["is any where nothing is checked", { disableSecurity: true }, ["evil.test", "localhost"], []],
  ];
  it.each(cases)("%s", async (_, options, known, unknown) => {
    const server = await temporaryServer(options);
    for (const host of known) expect(await hostStatus(server, host), host).toBe(200);
    for (const host of unknown) expect(await hostStatus(server, host), host).toBe(403);
    for (const probe of ["/health", "/version"])
      expect(await hostStatus(server, "evil.test", probe), probe).toBe(200);
  });
});

describe("framing", () => {
  it.each([
    [{}, "SAMEORIGIN"],
    [{ xFrameOptions: "DENY" }, "DENY"],
    [{ xFrameOptions: "NONE" }, null],
    [{ disableSecurity: true }, null],
  ] as const)("of a server with %j is told as %s", async (options, expected) => {
    const server = await temporaryServer(options);
    for (const path of ["/health", "/nope"]) {
      const { headers } = await fetch(server.url + path);
      expect(headers.get("x-frame-options")).toBe(expected);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});

it("checks no origin where nothing is checked", async () => {
  const server = await temporaryServer({ disableSecurity: true });
  expect((await post(server, "https://evil.test")).status).toBe(200);
});
