import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "@slipway/server";
import { SERVERS } from "./servers.js";

const root = fileURLToPath(new URL("..", import.meta.url));
// The driver that the server uses.
const Database = createRequire(join(root, "packages/server/package.json"))("libsql");

const KEYS = 10;

/**
 * Two databases with the same experiment of runs, 10 metrics and 10 params each: one with the tables that the real
 * MLflow makes, one with ours. Rows are written straight into the tables, since only searching them is measured.
 */
export async function fillDatabases(folder, runs) {
  const mlflow = join(folder, "mlflow.db");
  const slipway = join(folder, "slipway.db");
  execFileSync(SERVERS.mlflow.program, ["db", "upgrade", `sqlite:///${mlflow}`], { stdio: "ignore" });
  await (await startServer({ backendStoreUri: `sqlite:///${slipway}`, port: 0 })).close();
  for (const file of [mlflow, slipway]) fill(file, runs);
  return { mlflow, slipway };
}

function fill(file, runs) {
  const database = new Database(file);
  const insert = (table, row) => {
    const columns = Object.keys(row);
    return database.prepare(
      `INSERT OR IGNORE INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    );
  };
  const experiment = (id, name) => ({
    ...{ experiment_id: id, name, artifact_location: `mlflow-artifacts:/${id}`, lifecycle_stage: "active" },
    ...{ creation_time: 1, last_update_time: 1, workspace: "default" },
  });
  const run = (index) => ({
    ...{ run_uuid: index.toString(16).padStart(32, "0"), name: `run-${index}`, source_type: "LOCAL" },
    ...{ source_name: "", entry_point_name: "", user_id: "bench", status: "FINISHED", source_version: "" },
    ...{ start_time: index, end_time: index + 1, lifecycle_stage: "active", experiment_id: 1 },
    artifact_uri: `mlflow-artifacts:/1/${index}/artifacts`,
  });
  const point = { key: "", value: 0, timestamp: 1, step: 1, is_nan: 0, run_uuid: "" };
  const pair = { key: "", value: "", run_uuid: "" };
  const statements = {
    run: insert("runs", run(0)),
    metric: insert("metrics", point),
    latest: insert("latest_metrics", point),
    param: insert("params", pair),
    tag: insert("tags", pair),
  };
  database.exec("BEGIN");
  for (const [id, name] of [
    [0, "Default"],
    [1, "bench"],
  ])
    insert("experiments", experiment(id, name)).run(...Object.values(experiment(id, name)));
  for (let index = 1; index <= runs; index += 1) {
    const row = run(index);
    statements.run.run(...Object.values(row));
    for (let key = 0; key < KEYS; key += 1) {
      // The same numbers in both databases: a cheap hash of run and key.
      const value = ((index * 2654435761 + key * 40503) % 1_000_003) / 1_000_003;
      statements.metric.run(`m${key}`, value, 1, 1, 0, row.run_uuid);
      statements.latest.run(`m${key}`, value, 1, 1, 0, row.run_uuid);
      statements.param.run(`p${key}`, String(Math.floor(value * 1000)), row.run_uuid);
    }
    statements.tag.run("mlflow.runName", row.name, row.run_uuid);
    statements.tag.run("mlflow.user", "bench", row.run_uuid);
  }
  database.exec("COMMIT");
  database.exec("ANALYZE");
  database.close();
}
