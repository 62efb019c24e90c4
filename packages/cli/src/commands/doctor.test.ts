import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@slipway/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { slipway } from "../testing/command-line.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway doctor "));
  vi.stubEnv("NO_COLOR", "1");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const database = () => `sqlite:///${join(folder, "mlflow.db")}`;
const start = () =>
  startServer({ port: 0, backendStoreUri: database(), artifactsDestination: join(folder, "mlartifacts") });

interface Report {
  healthy: boolean;
  observed: { what: string; value: string; state: string; hint?: string }[];
}

async function report(uri: string, ...words: string[]): Promise<Report & { find(what: string): unknown }> {
  vi.stubEnv("MLFLOW_TRACKING_URI", uri);
  const { out, code } = await slipway("doctor", "--json", ...words);
  const found: Report = JSON.parse(out);
  expect(code).toBe(found.healthy ? 0 : 1);
  return { ...found, find: (what) => found.observed.find((one) => one.what === what) };
}

describe("slipway doctor", () => {
  it("finds a server, what it is, and that its clock is right", async () => {
    const server = await start();
    const { healthy, find } = await report(server.url);
    await server.close();
    expect(healthy).toBe(true);
    expect(find("Tracking server")).toMatchObject({
      value: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+ answers: Slipway \d.*, as MLflow 3\./),
    });
    expect(find("Clock")).toMatchObject({ value: "that of the server is the same" });
    expect(find("Node version")).toMatchObject({ value: process.versions.node });
  });

  it("says that no server answers, and is not healthy", async () => {
    const { healthy, find } = await report("http://127.0.0.1:9");
    expect(healthy).toBe(false);
    expect(find("Tracking server")).toMatchObject({
      state: "wrong",
      hint: expect.stringContaining("running"),
    });
  });

  it("looks at a database, open or not, and changes nothing", async () => {
    expect(await report(database())).toMatchObject({ healthy: true });
    const server = await start();
    const { healthy, find } = await report(database());
    await server.close();
    expect(healthy).toBe(true);
    expect(find("Database")).toMatchObject({
      value: expect.stringMatching(/^SQLite 3\.[\d.]+, .*mlflow\.db, [\d.]+ kB$/),
    });
    expect(find("Open server")).toMatchObject({ value: `${server.url} (pid ${process.pid})` });
    expect(find("Integrity")).toMatchObject({ value: "ok" });
    expect(find("Journal mode")).toMatchObject({ value: "wal" });
    expect(find("Free disk")).toMatchObject({ value: expect.stringMatching(/[GT]B$/) });
    expect(find("Revision")).toMatchObject({ state: "fine" });
  });

  it("says what is wrong with a file that is no database", async () => {
    await writeFile(join(folder, "mlflow.db"), "not a database, but a text of some length".repeat(100));
    const { healthy, find } = await report(database());
    expect(healthy).toBe(false);
    expect(find("Database")).toMatchObject({ state: "wrong" });
    expect(await report("oracle://x")).toMatchObject({ healthy: false });
  });

  it("masks secrets always, and every value when it is asked to", async () => {
    vi.stubEnv("MLFLOW_TRACKING_PASSWORD", "hunter2");
    vi.stubEnv("MLFLOW_EXPERIMENT_NAME", "spam");
    vi.stubEnv("MLFLOW_TRACKING_URI", "http://ada:hunter2@127.0.0.1:9");
    const { out, code } = await slipway("doctor");
    expect(code).toBe(1);
    expect(out).not.toContain("hunter2");
    expect(out).toContain("MLFLOW_EXPERIMENT_NAME: spam\n");
    expect(out).toContain("MLFLOW_TRACKING_PASSWORD: ***\n");
    expect(out).toMatch(/\nTracking server: wrong: .*\n {2}hint: /);
    const masked = await slipway("doctor", "--mask-envs");
    expect(masked.out).toContain("MLFLOW_EXPERIMENT_NAME: ***\n");
    expect(masked.out).toContain("Tracking URI: *** (from MLFLOW_TRACKING_URI)\n");
  });
});
