import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "@slipway/sdk";
import { startServer } from "@slipway/server";
import { expect, it, onTestFinished } from "vitest";
import { CONFORMANCE_FOLDER, programOf } from "./clients/environment.js";
import { prepareClients, reportLeftOut } from "./clients/prepare-clients.js";

/** How far behind a local writer the index may be, in milliseconds. */
const BEHIND = 2000;
const POINTS = 40;
const clients = await prepareClients();

if (!clients.available) reportLeftOut("a Python process that writes files beside the server", clients.reason);
else {
  const { folders } = clients;
  it.each(["mlflow-2", "mlflow-3"] as const)(
    "a process with %s and the server write one experiment, and the server sees each point within two seconds",
    (name) => writeTogether(programOf(folders[name], "python")),
    60_000,
  );
}

async function writeTogether(python: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-live-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const root = join(folder, "mlruns");
  const server = await startServer({ backendStoreUri: root, artifactsDestination: folder, port: 0 });
  onTestFinished(() => server.close());
  const { client } = connect(server.url);
  const { experiment_id } = await client.experiments.create({ name: "shared" });
  const { run: ours } = await client.runs.create({ experiment_id, run_name: "ours" });

  const child = spawn(python, [join(CONFORMANCE_FOLDER, "file-store", "write_live.py"), String(POINTS)], {
    env: { ...process.env, MLFLOW_TRACKING_URI: root, MLFLOW_ALLOW_FILE_STORE: "true" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  let theirs = "";
  const seen: Promise<number>[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, value = ""] = line.split(" ");
    if (word === "run") theirs = value;
    if (word !== "step") continue;
    const step = Number(value);
    seen.push(howLate(step));
    await client.runs.logMetric({
      run_id: ours.info.run_id,
      key: "ours",
      value: step,
      timestamp: step,
      step,
    });
  }
  expect((await ended)[0]).toBe(0);
  expect(Math.max(...(await Promise.all(seen)))).toBeLessThan(BEHIND);

  const { runs } = await client.runs.search({ experiment_ids: [experiment_id] });
  expect(runs.map(({ info }) => info.run_id).sort()).toEqual([ours.info.run_id, theirs].sort());
  expect(runs.find(({ info }) => info.run_id === theirs)?.data.params).toHaveLength(POINTS);
  for (const [run_id, metric_key] of [
    [theirs, "live"],
    [ours.info.run_id, "ours"],
  ] as const)
    expect((await client.metrics.getHistory({ run_id, metric_key })).metrics).toHaveLength(POINTS);

  /** How long after it was told a point is in a search, which reads the index and no file. */
  async function howLate(step: number): Promise<number> {
    const told = Date.now();
    for (;;) {
      const { runs } = await client.runs.search({
        experiment_ids: [experiment_id],
        filter: `metrics.live >= ${step * 0.5}`,
      });
      const late = Date.now() - told;
      if (runs.length > 0 || late > 5 * BEHIND) return late;
      await sleep(50);
    }
  }
}
