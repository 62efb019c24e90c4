import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@slipway/sdk/client";
import { startServer } from "@slipway/server";
import { describe, expect, it, onTestFinished } from "vitest";
import { startPostgres } from "../scripts/databases/postgres.js";
import { freePort } from "../scripts/databases/run-server.js";
import { slipway } from "./cli/slipway.js";
import { programOf } from "./clients/environment.js";
import { prepareClients, reportLeftOut } from "./clients/prepare-clients.js";
import { ensureFastTrackMl } from "./clients/releases.js";

const clients = await prepareClients();
if (!clients.available) reportLeftOut("moving from FastTrackML", clients.reason);
else suite(await ensureFastTrackMl(programOf(clients.folders["mlflow-3"], "python")));

/** Runs a FastTrackML server over a database while `work` fills it. */
async function withFastTrackMl(
  program: string,
  database: string,
  folder: string,
  work: (url: string) => Promise<void>,
) {
  const url = `http://127.0.0.1:${await freePort()}`;
  await chmod(program, 0o755);
  const args = ["--database-uri", database, "--default-artifact-root", join(folder, "artifacts")];
  const child = spawn(program, ["server", "--listen-address", new URL(url).host, ...args], {
    stdio: "ignore",
  });
  const gone = once(child, "exit");
  try {
    for (let attempt = 0; !(await fetch(`${url}/health`).catch(() => undefined))?.ok; attempt++) {
      if (attempt > 200) throw new Error(`FastTrackML does not answer at ${url}`);
      await sleep(50);
    }
    await work(url);
  } finally {
    child.kill("SIGTERM");
    await gone;
  }
}

/** Two runs, one of them deleted; a metric with contexts, NaN and a step beyond 2^53. */
async function fill(url: string): Promise<void> {
  const post = async (path: string, body: string) => {
    const answer = await fetch(`${url}/api/2.0/mlflow/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    expect(answer.status, path).toBe(200);
    return answer.json() as Promise<{ experiment_id: string; run: { info: { run_id: string } } }>;
  };
  const { experiment_id } = await post("experiments/create", '{"name":"news"}');
  for (const name of ["kept", "gone"]) {
    const { run } = await post(
      "runs/create",
      JSON.stringify({ experiment_id, run_name: name, start_time: 1 }),
    );
    const { run_id } = run.info;
    await post(
      "runs/log-batch",
      `{"run_id":"${run_id}","params":[{"key":"c","value":"0.1"}],"tags":[{"key":"who","value":"ann"}],"metrics":[
        {"key":"loss","value":0.5,"timestamp":1,"step":9007199254740993},
        {"key":"loss","value":0.25,"timestamp":2,"step":2,"context":{"subset":"train"}},
        {"key":"loss","value":0.75,"timestamp":2,"step":2,"context":{"subset":"test"}},
        {"key":"bad","value":"NaN","timestamp":3,"step":0}]}`,
    );
    if (name === "gone") await post("runs/delete", JSON.stringify({ run_id }));
  }
}

function suite(program: string): void {
  describe("a database of FastTrackML", () => {
    it.each(["SQLite", "PostgreSQL"])("on %s is imported whole", { timeout: 120_000 }, async (kind) => {
      const folder = await mkdtemp(join(tmpdir(), "slipway-fasttrackml-"));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const postgres = kind === "PostgreSQL" ? await startPostgres() : undefined;
      if (postgres) onTestFinished(() => postgres.stop());
      const source = postgres ? `${postgres.uri}postgres` : `sqlite:///${join(folder, "fasttrackml.db")}`;
      const theirs = postgres
        ? source.replace("postgresql+psycopg2:", "postgres:")
        : `sqlite://${join(folder, "fasttrackml.db")}`;
      await withFastTrackMl(program, theirs, folder, fill);

      const store = `sqlite:///${join(folder, "new.db")}`;
      const env = { MLFLOW_TRACKING_URI: store };
      const first = await slipway(["import", source, "--json"], { cwd: folder, env });
      expect(first.code, first.stderr).toBe(0);
      const { source: there, store: copied } = JSON.parse(first.stdout);
      expect(copied).toEqual(there);
      expect(there).toMatchObject({ experiments: 2, runs: 2, params: 2, metric_points: 8 });

      const server = await startServer({ port: 0, backendStoreUri: store });
      onTestFinished(() => server.close());
      const client = createClient({ baseUrl: server.url });
      const { experiment } = await client.experiments.getByName({ experiment_name: "news" });
      const { runs } = await client.runs.search({ experiment_ids: [experiment.experiment_id] });
      expect(runs.map(({ info }) => info.run_name)).toEqual(["kept"]);
      expect(runs[0]?.data.params).toEqual([{ key: "c", value: "0.1" }]);
      expect(
        Object.fromEntries((runs[0]?.data.metrics ?? []).map(({ key, value, step }) => [key, [value, step]])),
      ).toEqual({
        bad: [Number.NaN, 0],
        loss: [0.5, 9007199254740993n],
        "loss/subset:test": [0.75, 2],
        "loss/subset:train": [0.25, 2],
      });

      const refused = await slipway(["db", "upgrade", source], { cwd: folder });
      expect(refused.stderr).toContain(
        "it is FastTrackML's. Copy it into a store of its own: slipway import",
      );
    });
  });
}
