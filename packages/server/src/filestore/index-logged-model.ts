import { join } from "node:path";
import type { BulkInsert } from "../database/bulk-insert.js";
import { storedValue } from "../metrics/metric-point.js";
import { BrokenFile } from "./finding.js";
import { oneOf, requireExperiment } from "./index-experiment.js";
import { indexMetrics } from "./index-metrics.js";
import { indexPairs, PAIRS } from "./index-pairs.js";
import { isIndexed } from "./index-run.js";
import { datasetIn, type MetricLine } from "./metric-lines.js";
import { note, type Reading } from "./unit.js";
import { readMeta } from "./yaml-file.js";

const METRICS: BulkInsert = {
  table: "logged_model_metrics",
  fixed: ["model_id", "experiment_id", "metric_name"],
  columns: ["metric_timestamp_ms", "metric_step", "metric_value", "run_id", "dataset_name", "dataset_digest"],
  onConflict: "ignore",
};

/** Reads a logged model into the index. */
export async function indexLoggedModel(reading: Reading): Promise<void> {
  const { tx, unit, folder, before, after } = reading;
  if (String(before.get("meta.yaml")) !== String(after.get("meta.yaml"))) {
    const meta = readMeta(join(folder, "meta.yaml"));
    const id = meta.required("model_id");
    if (id !== unit.id) throw new BrokenFile(`It is of model ${id}, but lies in the folder ${unit.id}.`);
    await requireExperiment(reading, meta.required("experiment_id"));
    const row = {
      model_id: id,
      experiment_id: unit.experiment,
      name: meta.text("name") ?? "",
      artifact_location: meta.text("artifact_location") ?? "",
      creation_timestamp_ms: meta.integer("creation_timestamp") ?? 0,
      last_updated_timestamp_ms: meta.integer("last_updated_timestamp") ?? 0,
      status: Number(oneOf(reading, meta.text("status"), ["0", "1", "2", "3"], "0")),
      lifecycle_stage: oneOf(reading, meta.text("lifecycle_stage"), ["active", "deleted"], "active"),
      model_type: meta.text("model_type"),
      source_run_id: meta.text("source_run_id"),
      status_message: meta.text("status_message"),
    };
    await tx
      .insertInto("logged_models")
      .values(row)
      .onConflict((conflict) => conflict.column("model_id").doUpdateSet(row))
      .execute();
  }
  const owner = [unit.id, unit.experiment];
  await indexPairs(reading, PAIRS.modelTags, owner, "tags");
  await indexPairs(reading, PAIRS.modelParams, owner, "params");
  await indexMetrics(reading, {
    forget: async (key) => {
      const all = tx.deleteFrom("logged_model_metrics").where("model_id", "=", unit.id);
      await all.where("metric_name", "=", key).execute();
    },
    record: (key, lines) => recordMetrics(reading, key, lines),
  });
}

async function recordMetrics(reading: Reading, key: string, lines: MetricLine[]): Promise<void> {
  const { tx, unit, database } = reading;
  const runs = new Map<string, boolean>();
  const known: MetricLine[] = [];
  for (const line of lines) {
    const run = line.rest[0] ?? "";
    if (!runs.has(run)) runs.set(run, await isIndexed(reading, run));
    if (runs.get(run)) known.push(line);
    else note(reading, `metrics/${key}`, `The run '${run}' of a point is unknown.`);
  }
  const rows = known.map(({ timestamp, step, value, rest: [run = "", ...words] }) => {
    const { dataset_name = null, dataset_digest = null } = datasetIn(words);
    return [timestamp, step, storedValue(value), run, dataset_name, dataset_digest];
  });
  await database.dialect.insertAll(tx, METRICS, [unit.id, unit.experiment, key], rows);
}

/** Takes a logged model out of the index; its params, tags and metrics go with it. */
export async function forgetLoggedModel({ tx, unit }: Pick<Reading, "tx" | "unit">): Promise<void> {
  await tx.deleteFrom("logged_models").where("model_id", "=", unit.id).execute();
}
