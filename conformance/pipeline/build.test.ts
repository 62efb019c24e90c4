import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Run } from "@slipway/contract";
import { type ProgressEvent, runBuild } from "@slipway/pipeline";
import { connect, downloadFrom, iterate } from "@slipway/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeProject, type Project, REST_PRELUDE } from "./project.js";
import { startTrackingServer } from "./tracking-server.js";

let server: Awaited<ReturnType<typeof startTrackingServer>>;
let project: Project;
beforeAll(async () => {
  server = await startTrackingServer();
}, 180_000);
afterAll(async () => {
  await server.stop();
  await server.removeFolder();
});
afterEach(() => project.remove());

const environment = (extra: Record<string, string> = {}) => ({
  PATH: process.env.PATH ?? "",
  HOME: process.env.HOME ?? "",
  ...extra,
});

async function build(extra: Partial<Parameters<typeof runBuild>[0]> = {}) {
  const events: ProgressEvent[] = [];
  const result = await runBuild({
    file: await project.file(),
    trackingUri: server.uri,
    environment: environment(),
    observe: (event) => events.push(event),
    ...extra,
  });
  return { result, events, runs: await runsOf(result.experimentId) };
}

async function runsOf(experimentId: string): Promise<Run[]> {
  const { client } = connect(server.uri);
  const found: Run[] = [];
  for await (const run of iterate(client.runs.search, { experiment_ids: [experimentId] })) found.push(run);
  return found;
}

const tagsOf = (run: Run | undefined) =>
  Object.fromEntries((run?.data.tags ?? []).map((tag) => [tag.key, tag.value]));
const byId = (runs: Run[], id: string | undefined) => runs.find((run) => run.info.run_id === id);

async function logOf(runId: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-log-"));
  const path = await downloadFrom(connect(server.uri), `runs:/${runId}/slipway/output.log`, folder);
  const text = await readFile(path, "utf8");
  await rm(folder, { recursive: true });
  return text;
}

async function processesOf(text: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)("ps", ["-eo", "stat,args"]);
  return stdout.split("\n").filter((line) => line.includes(text) && !line.startsWith("Z"));
}

describe("a build", () => {
  it("trains every cell with its values, and tracks it below one run", async () => {
    project = await makeProject({
      "slipway.yaml": `version: 1
experiment: cells ${Math.random()}
build:
  prepare: echo preparing; echo ready > prepared.txt
  command: cat prepared.txt && node train.mjs \${{ matrix.model }} \${{ matrix.seed }}
  matrix: { model: [nb, lr], seed: [1, 2] }
  repeat-over: seed
  env: { SIZE: "\${{ matrix.seed }}0" }
  max-parallel: 2
`,
      "train.mjs": `${REST_PRELUDE}
await log("runs/log-parameter", { run_id, key: "model", value: process.argv[2] });
await metric("val_accuracy", Number(process.argv[3]) / 4);
console.log("size", process.env.SIZE, "in", process.env.MLFLOW_EXPERIMENT_ID);
`,
    });
    const sha = await project.git("rev-parse", "HEAD");
    const { result, runs, events } = await build();
    expect(result.candidates.map(({ label, status }) => [label, status])).toEqual([
      ["nb seed=1", "FINISHED"],
      ["nb seed=2", "FINISHED"],
      ["lr seed=1", "FINISHED"],
      ["lr seed=2", "FINISHED"],
    ]);
    expect(runs).toHaveLength(5);
    const parent = byId(runs, result.runId);
    expect(parent?.info).toMatchObject({ status: "FINISHED", run_name: `build ${sha.slice(0, 7)}` });
    expect(tagsOf(parent)).toMatchObject({
      "slipway.kind": "build",
      "mlflow.source.git.commit": sha,
      "mlflow.source.git.branch": "main",
      "slipway.git.author": "Ada Example <ada@example.org>",
      "slipway.git.dirty": "false",
    });
    const last = byId(runs, result.candidates[3]?.runId);
    expect(last?.info.status).toBe("FINISHED");
    expect(Number(last?.info.end_time)).toBeGreaterThan(0);
    expect(tagsOf(last)).toMatchObject({
      "mlflow.parentRunId": result.runId,
      "slipway.build": result.runId,
      "slipway.cell.model": "lr",
      "slipway.cell.seed": "2",
      "mlflow.source.git.commit": sha,
      "slipway.command": "cat prepared.txt && node train.mjs lr 2",
    });
    expect(last?.data.params).toEqual([{ key: "model", value: "lr" }]);
    expect(last?.data.metrics[0]?.value).toBe(0.5);
    expect(await logOf(last?.info.run_id ?? "")).toBe(`ready\nsize 20 in ${result.experimentId}\n`);
    const types = events.map(({ type }) => type);
    expect(types.slice(0, 3)).toEqual(["experiment-created", "build-started", "prepare-started"]);
    expect(types.filter((type) => type === "candidate-ended")).toHaveLength(4);
  });

  it("goes on when a candidate fails, hangs or is killed, and says why", async () => {
    project = await makeProject({
      "slipway.yaml": `version: 1
experiment: failing ${Math.random()}
build:
  command: \${{ matrix.command }}
  matrix: { command: ["echo fine", "echo before; exit 3", "echo waiting; sleep 60", "kill -9 $$"] }
  timeout: 500ms
`,
    });
    const { result, runs } = await build();
    expect(result.candidates.map(({ status, reason }) => [status, reason])).toEqual([
      ["FINISHED", undefined],
      ["FAILED", "exited with code 3"],
      ["FAILED", "timed out after 500ms"],
      ["FAILED", "killed by SIGKILL; the system does that when memory runs out"],
    ]);
    const failed = byId(runs, result.candidates[1]?.runId);
    expect(failed?.info.status).toBe("FAILED");
    expect(tagsOf(failed)["slipway.failure"]).toBe("exited with code 3");
    expect(await logOf(failed?.info.run_id ?? "")).toBe("before\n[slipway] exited with code 3\n");
    expect(byId(runs, result.runId)?.info.status).toBe("FINISHED");
  });

  it("fails when no candidate finishes", async () => {
    project = await makeProject({
      "slipway.yaml": `version: 1\nexperiment: none ${Math.random()}\nbuild: { command: exit 1 }\n`,
    });
    const { result, runs } = await build();
    expect(byId(runs, result.runId)?.info.status).toBe("FAILED");
    expect(tagsOf(byId(runs, result.runId))["slipway.failure"]).toBe("no candidate finished");
  });

  it("trains nothing after a `prepare` that failed", async () => {
    const name = `prepare ${Math.random()}`;
    project = await makeProject({
      "slipway.yaml": `version: 1\nexperiment: ${name}\nbuild: { prepare: exit 4, command: "true" }\n`,
    });
    await expect(build()).rejects.toMatchObject({
      trouble: "step",
      message: "`prepare` exited with code 4",
      hint: "exit 4\n[slipway] exited with code 4",
    });
    const { client } = connect(server.uri);
    const { experiment } = await client.experiments.getByName({ experiment_name: name });
    const runs = await runsOf(experiment.experiment_id);
    expect(runs.map(({ info }) => info.status)).toEqual(["FAILED"]);
  });

  it("shows no secret of the environment, in logs, events and tags", async () => {
    project = await makeProject({
      "slipway.yaml": `version: 1\nexperiment: secrets ${Math.random()}\nbuild: { command: 'echo "key $API_TOKEN"; printf "%s" "\${API_TOKEN%??????}"; sleep 0.2; echo "3cret!"' }\n`,
    });
    const secret = "topS3cret!";
    const { result, events, runs } = await build({ environment: environment({ API_TOKEN: secret }) });
    expect(await logOf(result.candidates[0]?.runId ?? "")).toContain("key ***");
    expect(await logOf(result.candidates[0]?.runId ?? "")).not.toContain(secret);
    expect(JSON.stringify({ events, runs })).not.toContain(secret);
  });

  it("keeps the status that a script gave its run when the command succeeds", async () => {
    project = await makeProject({
      "slipway.yaml": `version: 1
experiment: own end ${Math.random()}
build:
  command: node train.mjs \${{ matrix.status }} \${{ matrix.code }}
  matrix: { include: [{ status: FAILED, code: 0 }, { status: FINISHED, code: 0 }, { status: FINISHED, code: 1 }] }
`,
      "train.mjs": `${REST_PRELUDE}
await metric("m", 1);
await log("runs/update", { run_id, status: process.argv[2], end_time: 12345 });
process.exitCode = Number(process.argv[3]);
`,
    });
    const { result, runs } = await build();
    expect(result.candidates.map(({ status }) => status)).toEqual(["FAILED", "FINISHED", "FAILED"]);
    const ends = result.candidates.map(({ runId }) => Number(byId(runs, runId)?.info.end_time));
    expect(ends.slice(0, 2)).toEqual([12345, 12345]);
  });

  it("is stopped by a signal: nothing runs any more, and its runs are KILLED", async () => {
    const marker = `4${Math.floor(Math.random() * 1e6)}`;
    const name = `stopped ${marker}`;
    project = await makeProject({
      "slipway.yaml": `version: 1
experiment: ${name}
build:
  command: sleep \${{ matrix.n }}${marker}
  matrix: { n: [1, 2, 3] }
  max-parallel: 2
`,
    });
    const stop = new AbortController();
    const building = build({
      signal: stop.signal,
      observe: (event) => {
        if (event.type === "candidate-started" && event.index === 1) setTimeout(() => stop.abort(), 200);
      },
    });
    await expect(building).rejects.toMatchObject({ trouble: "interrupted" });
    expect(await processesOf(marker)).toEqual([]);
    const { client } = connect(server.uri);
    const { experiment } = await client.experiments.getByName({ experiment_name: name });
    const runs = await runsOf(experiment.experiment_id);
    expect(runs.map(({ info }) => info.status)).toEqual(["KILLED", "KILLED", "KILLED"]);
  });

  it("ends everything when the server goes away", async () => {
    const own = await startTrackingServer();
    // A folder of its own for what waits to be uploaded, so that what is left of it can be seen.
    const { TMPDIR } = process.env;
    const folder = await mkdtemp(join(tmpdir(), "slipway-temporary-"));
    const marker = `5${Math.floor(Math.random() * 1e6)}`;
    const retries = process.env.MLFLOW_HTTP_REQUEST_MAX_RETRIES;
    process.env.MLFLOW_HTTP_REQUEST_MAX_RETRIES = "1";
    try {
      project = await makeProject({
        "slipway.yaml": `version: 1
experiment: gone
build:
  command: \${{ matrix.command }}
  matrix: { command: ["sleep ${marker}", "while echo tick; do sleep 0.2; done"] }
  max-parallel: 2
`,
      });
      process.env.TMPDIR = folder;
      const building = build({
        trackingUri: own.uri,
        observe: (event) => {
          if (event.type === "output") void own.stop();
        },
      });
      await expect(building).rejects.toMatchObject({ trouble: "server", exitCode: 4 });
      expect(await processesOf(marker)).toEqual([]);
      expect((await readdir(folder)).filter((name) => name.startsWith("slipway-output-"))).toEqual([]);
    } finally {
      process.env.MLFLOW_HTTP_REQUEST_MAX_RETRIES = retries ?? "";
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
      await rm(folder, { recursive: true });
      await own.stop();
      await own.removeFolder();
    }
  }, 120_000);
});
