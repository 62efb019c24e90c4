// The least that a tracking server on SQLite has to do for a log-batch, and nothing else: Fastify, one transaction of
// prepared inserts into the same tables, a durable commit. What Slipway's server does beyond it is the price of its rules.
//   node bench/ceiling.js PORT sqlite:////path.db
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "@slipway/server";

const server = fileURLToPath(new URL("../packages/server/", import.meta.url));
const require = createRequire(join(server, "package.json"));
const fastify = require("fastify");
const Sqlite = require("libsql");

const [, , port, uri] = process.argv;
// Makes the tables, in our layout.
await (await startServer({ backendStoreUri: uri, port: 0 })).close();

const database = new Sqlite(uri.replace("sqlite:///", ""));
database.exec("PRAGMA journal_mode = wal; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
const run = database.prepare(
  "INSERT INTO runs (run_uuid, experiment_id, status, lifecycle_stage, start_time) VALUES (?, 0, 'RUNNING', 'active', 1)",
);
const metric = database.prepare(
  'INSERT INTO metrics (run_uuid, "key", value, timestamp, step, is_nan) VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING',
);
const latest = database.prepare(
  `INSERT INTO latest_metrics (run_uuid, "key", value, timestamp, step, is_nan) VALUES (?, ?, ?, ?, ?, 0)
   ON CONFLICT (run_uuid, "key") DO UPDATE SET value = excluded.value, timestamp = excluded.timestamp, step = excluded.step
   WHERE (excluded.step, excluded.timestamp, excluded.value) > (step, timestamp, value)`,
);
const param = database.prepare(
  'INSERT INTO params (run_uuid, "key", value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
);

const app = fastify({ bodyLimit: 64 * 1024 * 1024 });
app.get("/api/2.0/mlflow/experiments/get", async () => ({}));
app.post("/api/2.0/mlflow/runs/create", async () => {
  const run_id = randomUUID().replaceAll("-", "");
  run.run(run_id);
  return { run: { info: { run_id } } };
});
app.post("/api/2.0/mlflow/runs/log-batch", async ({ body: { run_id, metrics = [], params = [] } }) => {
  database.exec("BEGIN IMMEDIATE");
  const newest = new Map();
  for (const point of metrics) {
    metric.run(run_id, point.key, point.value, point.timestamp, point.step);
    newest.set(point.key, point);
  }
  for (const { key, value, timestamp, step } of newest.values())
    latest.run(run_id, key, value, timestamp, step);
  for (const { key, value } of params) param.run(run_id, key, value);
  database.exec("COMMIT");
  return {};
});
await app.listen({ host: "127.0.0.1", port: Number(port) });
process.on("SIGTERM", () => process.exit(0));
