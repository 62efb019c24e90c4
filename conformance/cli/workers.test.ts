import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@slipway/sdk";
import { expect, it, onTestFinished } from "vitest";
import { startPostgres } from "../../scripts/databases/postgres.js";
import { start } from "./slipway.js";

it("slipway server --workers serves from several processes as one", async () => {
  const database = await startPostgres();
  onTestFinished(() => database.stop());
  const cwd = await mkdtemp(join(tmpdir(), "slipway-workers-"));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const store = ["--backend-store-uri", `${database.uri}postgres`];
  const running = start(["server", "--port", "0", "--workers", "2", ...store], { cwd });
  onTestFinished(() => void running.process.kill("SIGKILL"));
  const line = await running.says(/http:/);
  const url = /http:\/\/[\d.:]+/.exec(line)?.[0] ?? "";
  const { client } = connect(url);
  const names = Array.from({ length: 20 }, (_, index) => `experiment ${index}`);
  const made = await Promise.all(names.map((name) => client.experiments.create({ name })));
  expect(new Set(made.map(({ experiment_id }) => experiment_id)).size).toBe(20);

  running.process.kill("SIGTERM");
  const { code, stderr } = await running.ended;
  expect(code).toBe(0);
  expect(stderr.match(/Slipway is at/g)).toHaveLength(1);
  await expect(fetch(`${url}/health`)).rejects.toThrow();
}, 120_000);

it("slipway server --workers says that SQLite has one process", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "slipway-workers-"));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const running = start(["server", "--port", "0", "--workers", "4"], { cwd });
  await running.says(/http:/);
  running.process.kill("SIGTERM");
  const { code, stderr } = await running.ended;
  expect(code).toBe(0);
  expect(stderr).toContain("--workers is left aside: one process serves all requests.");
}, 60_000);
