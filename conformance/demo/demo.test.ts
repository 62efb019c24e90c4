import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createClient } from "@slipway/sdk/client";
import { startServer } from "@slipway/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, ".demo");

describe("npm run demo", () => {
  let told = "";
  let server: Awaited<ReturnType<typeof startServer>>;

  beforeAll(async () => {
    const env = { ...process.env, NO_COLOR: "1" };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["scripts/demo.js"], {
      cwd: root,
      env,
      maxBuffer: 1 << 24,
    });
    told = stdout + stderr;
    server = await startServer({
      backendStoreUri: `sqlite:///${join(folder, "mlflow.db")}`,
      artifactsDestination: join(folder, "mlartifacts"),
      port: 0,
    });
  }, 600_000);
  afterAll(() => server?.close());

  it("shows each push in the form of the transcript, as lines of git's remote", () => {
    expect(told).toMatch(/remote: Promoted +name=spam-filter version=1 stage=Production alias=champion/);
    expect(told).toMatch(
      /remote: Archiving +name=spam-filter version=1 run_id=\w+ current_stage="Production"/,
    );
    expect(told).toMatch(/remote: Promoted +name=spam-filter version=2 stage=Production alias=champion/);
    expect(told).toMatch(/remote: Held +gate improvement: .*not better/);
    expect(told).toMatch(/remote: Refused +gate threshold/);
    expect(told).toMatch(/Rolled back +name=spam-filter version=2/);
    expect(told).toContain("npx slipway ui");
  });

  it("leaves version 2 in Production, version 3 archived, and the model on hold", async () => {
    const client = createClient({ baseUrl: server.url });
    const { model_versions } = await client.modelVersions.search({ filter: "name = 'spam-filter'" });
    const stages = Object.fromEntries(model_versions.map((one) => [one.version, one.current_stage]));
    expect(stages).toEqual({ 1: "Archived", 2: "Production", 3: "Archived" });
    const { promotions, on_hold } = await client.promotions.list({ name: "spam-filter" });
    expect(on_hold).toBe(true);
    expect(promotions.map(({ action, version, forced }) => ({ action, version, forced }))).toEqual([
      { action: "rollback", version: "2", forced: false },
      { action: "promote", version: "3", forced: true },
      { action: "promote", version: "2", forced: false },
      { action: "promote", version: "1", forced: false },
    ]);
  });
});
