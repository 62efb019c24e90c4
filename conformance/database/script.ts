import { join } from "node:path";
import { expect } from "vitest";
import { CONFORMANCE_FOLDER } from "../clients/environment.js";
import { runProcess } from "../clients/run-process.js";

/** Runs a Python script of this folder to its end, which must be a good one, and returns what it printed. */
export async function script(
  python: string,
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const quiet = { MLFLOW_DISABLE_TELEMETRY: "true", GIT_PYTHON_REFRESH: "quiet" };
  const { code, output } = await runProcess(python, [join(CONFORMANCE_FOLDER, "database", name), ...args], {
    env: { ...process.env, ...quiet, ...env },
  });
  expect(code, output).toBe(0);
  return output;
}
