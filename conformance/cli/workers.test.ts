import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { start } from "./slipway.js";

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
