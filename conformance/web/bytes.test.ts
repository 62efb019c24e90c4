import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "@slipway/server";
import { expect, it } from "vitest";

const WEB_ROOT = fileURLToPath(new URL("../../packages/web/dist", import.meta.url));

it("sends the start page packed, and its parts for ever", async () => {
  const folder = await mkdtemp(join(tmpdir(), "slipway-bytes-"));
  const backendStoreUri = `sqlite:///${join(folder, "tracking.db")}`;
  const server = await startServer({ port: 0, backendStoreUri, webRoot: WEB_ROOT });
  try {
    const get = (path: string, encoding: string) =>
      fetch(server.url + path, { headers: { accept: "text/html", "accept-encoding": encoding } });
    const html = await (await get("/", "identity")).text();
    const parts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? "");
    expect(parts.length).toBeGreaterThan(2);
    const bytes = { identity: 0, gzip: 0, br: 0 };
    for (const path of ["/", ...parts])
      for (const encoding of ["identity", "gzip", "br"] as const) {
        const { headers } = await get(path, encoding);
        bytes[encoding] += Number(headers.get("content-length"));
        const kept = path === "/" ? "no-cache" : "public, max-age=31536000, immutable";
        expect(headers.get("cache-control"), path).toBe(kept);
      }
    console.info(`bytes of / with its ${parts.length} parts: ${JSON.stringify(bytes)}`);
    expect(bytes.gzip).toBeLessThan(bytes.identity / 2.5);
    expect(bytes.br).toBeLessThan(bytes.gzip);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
