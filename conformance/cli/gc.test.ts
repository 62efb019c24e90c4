import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { connect } from "@slipway/sdk";
import Sqlite from "libsql";
import { describe, expect, it } from "vitest";
import { programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { databaseOf, startServer } from "../servers/start-server.js";
import { slipway } from "./slipway.js";

const execute = promisify(execFile);
const clients = await prepareClients();

if (!clients.available) reportLeftOut("`gc` beside the real one", clients.reason);
else compareWith(programOf(clients.folders["mlflow-3"], "mlflow"));

/** What MLflow's gc leaves behind of the runs and models that it removes: who read and made what. */
const LEFT_BY_MLFLOW = ["inputs", "input_tags"];

function compareWith(mlflow: string): void {
  describe("slipway gc and mlflow gc on the same database", () => {
    it("leave the same rows and the same files", async () => {
      const folder = await mkdtemp(join(tmpdir(), "slipway-gc-"));
      try {
        const [theirs, ours] = [join(folder, "theirs"), join(folder, "ours")];
        await fill(theirs);
        await cp(theirs, ours, { recursive: true });
        await collectByMlflow(mlflow, theirs);
        const store = ["--backend-store-uri", `sqlite:///${databaseOf(ours)}`];
        const words = ["gc", ...store, "--artifacts-destination", join(ours, "artifacts")];
        expect(await slipway(words, { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
        const [left, right] = [rowsOf(theirs), rowsOf(ours)];
        for (const table of LEFT_BY_MLFLOW)
          expect(right[table]?.length).toBeLessThan(left[table]?.length ?? 0);
        for (const table of LEFT_BY_MLFLOW) delete left[table];
        for (const table of LEFT_BY_MLFLOW) delete right[table];
        expect(right).toEqual(left);
        expect(right.runs).toHaveLength(1);
        expect(await filesOf(ours)).toEqual(await filesOf(theirs));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }, 180_000);
  });
}

/** An experiment that stays with two runs, one of them deleted; another one is deleted, and so is a logged model. */
async function fill(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const server = await startServer("slipway", folder);
  const { client } = connect(server.uri);
  const { experiment_id: other } = await client.experiments.create({ name: "goes" });
  const made = [];
  for (const experiment_id of ["0", "0", other]) {
    const { run_id, artifact_uri = "" } = (await client.runs.create({ experiment_id })).run.info;
    const { model_id } = (
      await client.loggedModels.create({ experiment_id, name: "m", source_run_id: run_id })
    ).model.info;
    const points = [1, 2].map((step) => ({ key: "loss", value: step / 2, timestamp: step, step, model_id }));
    await client.runs.logBatch({
      run_id,
      metrics: points,
      params: [{ key: "p", value: "1" }],
      tags: [{ key: "t", value: "1" }],
    });
    const dataset = { name: "d", digest: run_id.slice(0, 8), source_type: "local", source: "{}" };
    await client.runs.logInputs({
      run_id,
      datasets: [{ dataset, tags: [{ key: "context", value: "train" }] }],
    });
    await client.runs.logOutputs({ run_id, models: [{ model_id, step: 1 }] });
    const path = `${artifact_uri.replace("mlflow-artifacts:/", "")}/model.bin`;
    await fetch(`${server.uri}/api/2.0/mlflow-artifacts/artifacts/${path}`, { method: "PUT", body: "bytes" });
    made.push({ run_id, model_id });
  }
  const [gone, , last] = made;
  await client.runs.delete({ run_id: gone?.run_id ?? "" });
  await client.loggedModels.delete({ model_id: gone?.model_id ?? "" });
  await client.loggedModels.delete({ model_id: last?.model_id ?? "" });
  await client.experiments.delete({ experiment_id: other });
  await server.stop();
}

/** MLflow's gc works on the database; artifacts it asks a tracking server to remove, which is ours here. */
async function collectByMlflow(mlflow: string, folder: string): Promise<void> {
  const server = await startServer("slipway", folder);
  try {
    const words = [
      "gc",
      "--backend-store-uri",
      `sqlite:///${databaseOf(folder)}`,
      "--tracking-uri",
      server.uri,
    ];
    const env = { ...process.env, MLFLOW_TRACKING_URI: server.uri, MLFLOW_DISABLE_TELEMETRY: "true" };
    const { stdout } = await execute(mlflow, words, { env });
    expect(stdout).toContain("has been permanently deleted.");
  } finally {
    await server.stop();
  }
}

/** Every row of every table. */
function rowsOf(folder: string): Record<string, unknown[]> {
  const database = new Sqlite(databaseOf(folder), { readonly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as {
      name: string;
    }[];
    const rows = (name: string) =>
      database
        .prepare(`SELECT * FROM "${name}"`)
        .all()
        .map((row) => JSON.stringify(row));
    return Object.fromEntries(tables.map(({ name }) => [name, rows(name).sort()]));
  } finally {
    database.close();
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(join(folder, "artifacts"), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length)).sort();
}
