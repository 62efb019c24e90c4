import { spawn } from "node:child_process";
import { setTrackingUri, trackingClient } from "@slipway/sdk";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CONFORMANCE_FOLDER } from "../clients/environment.js";
import { type RunningServer, serverUnderTest, startServer } from "../servers/start-server.js";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(serverUnderTest());
  setTrackingUri(server.uri);
}, 180_000);
afterAll(async () => {
  await server?.stop();
  await server?.removeFolder();
}, 60_000);

/** Runs a program that prints the id of its run; says how the program and the run ended. */
async function runProgram(body: string, signal?: NodeJS.Signals) {
  const source = `import { logParam, startRun, activeRun } from "@slipway/sdk";\n${body}`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    cwd: CONFORMANCE_FOLDER,
    env: { ...process.env, MLFLOW_TRACKING_URI: server.uri },
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
    if (signal && output.includes("\n")) child.kill(signal);
  });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const ended = await new Promise<string | number | null>((resolve) => {
    child.once("close", (code, by) => resolve(by ?? code));
  });
  const { run } = await trackingClient().runs.get({ run_id: output.trim() || `none: ${errors}` });
  return { ended, status: run.info.status, errors, ends: run.info.end_time !== undefined };
}

const forever = "setInterval(() => {}, 1000); await new Promise(() => {});";

it.each(["SIGINT", "SIGTERM"] as const)(
  "marks the open run as killed on %s, and dies of it",
  async (signal) => {
    const { ended, status, ends } = await runProgram(
      `await startRun(async (run) => { console.log(run.runId); ${forever} });`,
      signal,
    );
    expect([ended, status, ends]).toEqual([signal, "KILLED", true]);
  },
);

it("leaves the end of the program to its own listener for the signal", async () => {
  const { ended, status } = await runProgram(
    `process.on("SIGTERM", () => setTimeout(() => process.exit(7), 1000));
     await startRun(async (run) => { console.log(run.runId); ${forever} });`,
    "SIGTERM",
  );
  expect([ended, status]).toEqual([7, "KILLED"]);
});

it("finishes a run that was never ended", async () => {
  const { ended, status } = await runProgram(`await logParam("a", 1); console.log(activeRun().runId);`);
  expect([ended, status]).toEqual([0, "FINISHED"]);
});

it("marks the open run as failed when the program does", async () => {
  const { ended, status, errors } = await runProgram(
    `console.log((await startRun()).runId); throw new Error("no more data");`,
  );
  expect([ended, status]).toEqual([1, "FAILED"]);
  expect(errors).toContain("Error: no more data");
});
