import { afterAll, vi } from "vitest";
import { endFile } from "../packages/server/src/testing/after-file.js";

// Files of tests share a process, so that what they import is loaded once: each leaves it as it was.
const environment = { ...process.env };

afterAll(async () => {
  await endFile();
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  process.exitCode = undefined;
});
