import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

const PAGE = '<title>Slipway</title><script src="./assets/index-1a2b.js"></script>';
const SCRIPT = "export {};";

let server: TestServer;
let root: string;

beforeAll(async () => {
  root = join(await mkdtemp(join(tmpdir(), "slipway-")), "web");
  await mkdir(join(root, "assets"), { recursive: true });
  await writeFile(join(root, "index.html"), PAGE);
  await writeFile(join(root, "sandbox.html"), "<title>Preview</title>");
  await writeFile(join(root, "assets", "index-1a2b.js"), SCRIPT);
  await writeFile(join(root, "assets", "index-1a2b.js.br"), brotliCompressSync(SCRIPT));
  await writeFile(join(root, "assets", "index-1a2b.js.gz"), gzipSync(SCRIPT));
  await writeFile(join(dirname(root), "secret.txt"), "secret");
  server = await temporaryServer({ webRoot: root });
});

afterAll(() => rm(dirname(root), { recursive: true, force: true }));

const page = (path: string, headers: Record<string, string> = { accept: "text/html,*/*" }) =>
  fetch(`${server.url}${path}`, { headers });

describe("the web UI", () => {
  it.each(["/", "/experiments/0/runs/x?tab=metrics", "/models/News%20Model", "/index.html"])(
    "answers a browser at %s with its page",
    async (path) => {
      const answer = await page(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toContain("text/html");
      expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'self';/);
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      expect(await answer.text()).toContain("Slipway");
    },
  );

  it("hands out the page for what must be kept apart as of no site, and without network", async () => {
    const policy = (await page("/sandbox.html")).headers.get("content-security-policy");
    expect(policy).toMatch(/^sandbox allow-scripts; default-src 'none'; /);
    expect(policy).not.toMatch(/allow-same-origin|connect-src|https?:/);
  });

  it("keeps what is named by its content, for ever", async () => {
    const answer = await page("/assets/index-1a2b.js", {});
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("content-type")).toContain("javascript");
    expect(await answer.text()).toBe("export {};");
  });

  it("is sent once while it stays the same", async () => {
    const etag = (await page("/")).headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    const again = `GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: ${etag}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`;
    expect(await server.raw(again)).toMatchObject({ status: 304, body: "" });
  });

  it.each(["/api/2.0/mlflow/nope", "/ajax-api/2.0/mlflow/nope", "/api/slipway/1.0/nope"])(
    "leaves %s to the API",
    async (path) => {
      const answer = await page(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error_code: "ENDPOINT_NOT_FOUND" });
    },
  );

  it.each([
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "//secret.txt",
  ])("reaches nothing beside its root: %s", async (path) => {
    const answer = await server.raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain("secret\n");
    expect(JSON.parse(answer.body).error_code).toBe("ENDPOINT_NOT_FOUND");
  });

  it("answers only reads", async () => {
    expect((await fetch(server.url, { method: "POST", headers: { accept: "text/html" } })).status).toBe(404);
  });

  it.each([
    ["br", "br"],
    ["gzip, deflate", "gzip"],
    ["gzip, deflate, br, zstd", "br"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["identity", null],
  ])("comes packed for who accepts %s", async (accepted, encoding) => {
    for (const [path, text] of [
      ["/", "Slipway"],
      ["/assets/index-1a2b.js", "export {};"],
    ] as const) {
      const answer = await page(path, { accept: "text/html", "accept-encoding": accepted });
      expect(answer.headers.get("content-encoding"), path).toBe(encoding);
      expect(answer.headers.get("vary")).toContain("Accept-Encoding");
      expect(answer.headers.get("content-type")).toMatch(path === "/" ? /text\/html/ : /javascript/);
      expect(await answer.text()).toContain(text);
    }
  });

  it("has its addresses below a prefix", async () => {
    const below = await temporaryServer({ webRoot: root, staticPrefix: "/ml" });
    const { origin } = new URL(below.url);
    const at = (path: string) =>
      fetch(origin + path, { headers: { accept: "text/html" }, redirect: "manual" });
    expect(await (await at("/ml/experiments/1")).text()).toContain('src="/ml/assets/index-1a2b.js"');
    expect(await (await at("/ml/assets/index-1a2b.js")).text()).toBe("export {};");
    const bare = await at("/ml");
    expect([bare.status, bare.headers.get("location")]).toEqual([308, "/ml/"]);
    expect((await at("/")).status).toBe(404);
    expect((await at("/assets/index-1a2b.js")).status).toBe(404);
    expect(await (await page("/")).text()).toContain('src="/assets/index-1a2b.js"');
  });
});
