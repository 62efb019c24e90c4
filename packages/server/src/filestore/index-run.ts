import { join } from "node:path";
import type { Int64, RunStatus } from "@slipway/contract";
import { sql } from "kysely";
import { BrokenFile } from "./finding.js";
import { oneOf, requireExperiment } from "./index-experiment.js";
import { indexMetrics, toMetric } from "./index-metrics.js";
import { indexPairs, PAIRS } from "./index-pairs.js";
import { forgetEdges, indexInputs, indexOutputs } from "./index-run-edges.js";
import { differences } from "./listing.js";
import { note, type Reading } from "./unit.js";
import { type MetaFields, readMeta } from "./yaml-file.js";

/** MLflow's numbers of the statuses. */
export const RUN_STATUSES: Record<string, RunStatus> = {
  "1": "RUNNING",
  "2": "SCHEDULED",
  "3": "FINISHED",
  "4": "FAILED",
  "5": "KILLED",
};

const SOURCE_TYPES: Record<string, string> = { "1": "NOTEBOOK", "2": "JOB", "3": "PROJECT", "4": "LOCAL" };

/** Reads a run, with all that was logged to it, into the index. */
export async function indexRun(reading: Reading): Promise<void> {
  const { unit, before, after } = reading;
  if (String(before.get("meta.yaml")) !== String(after.get("meta.yaml"))) await indexInfo(reading);
  await indexPairs(reading, PAIRS.runTags, [unit.id], "tags");
  await indexPairs(reading, PAIRS.runParams, [unit.id], "params");
  await indexMetrics(reading, {
    forget: (key) => forgetMetric(reading, key),
    record: (key, lines) =>
      reading.metrics.record(
        reading.tx,
        unit.id,
        lines.map((line) => toMetric(key, line)),
      ),
  });
  for (const [folder, index] of [
    ["inputs", indexInputs],
    ["outputs", indexOutputs],
  ] as const) {
    const { changed, removed } = differences(before, after, folder);
    if (changed.length + removed.length > 0) await index(reading);
  }
}

async function indexInfo(reading: Reading): Promise<void> {
  const { tx, unit, folder } = reading;
  const meta = readMeta(join(folder, "meta.yaml"));
  const id = meta.text("run_id") ?? meta.required("run_uuid");
  if (id !== unit.id) throw new BrokenFile(`It is of run ${id}, but lies in the folder ${unit.id}.`);
  await requireExperiment(reading, meta.required("experiment_id"));
  const row = rowOf(reading, meta);
  await tx
    .insertInto("runs")
    .values(row)
    .onConflict((conflict) => conflict.column("run_uuid").doUpdateSet(row))
    .execute();
}

const rowOf = (reading: Reading, meta: MetaFields) => ({
  run_uuid: reading.unit.id,
  name: meta.text("run_name") || (meta.text("name") ?? ""),
  experiment_id: reading.unit.experiment,
  user_id: meta.text("user_id") ?? "",
  status: statusOf(reading, meta.text("status")),
  start_time: meta.integer("start_time"),
  end_time: meta.integer("end_time"),
  lifecycle_stage: oneOf(reading, meta.text("lifecycle_stage"), ["active", "deleted"], "active"),
  artifact_uri: meta.text("artifact_uri") ?? "",
  deleted_time: meta.integer("deleted_time"),
  source_type: SOURCE_TYPES[meta.text("source_type") ?? ""] ?? "UNKNOWN",
  source_name: meta.text("source_name") ?? "",
  source_version: meta.text("source_version") ?? "",
  entry_point_name: meta.text("entry_point_name") ?? "",
});

function statusOf(reading: Reading, value: string | null): RunStatus | null {
  const known = value === null ? "RUNNING" : RUN_STATUSES[value];
  if (known === undefined)
    note(reading, "meta.yaml", `The status ${value} is unknown; it is served as RUNNING.`);
  return known ?? null;
}

async function forgetMetric({ tx, unit }: Reading, key: string): Promise<void> {
  for (const table of ["metrics", "latest_metrics"] as const)
    await tx.deleteFrom(table).where("run_uuid", "=", unit.id).where("key", "=", key).execute();
}

/** Takes a run out of the index. */
export async function forgetRun(reading: Pick<Reading, "tx" | "unit">): Promise<void> {
  const { tx, unit } = reading;
  for (const table of ["metrics", "latest_metrics", "params", "tags"] as const)
    await tx.deleteFrom(table).where("run_uuid", "=", unit.id).execute();
  await forgetEdges(reading, "inputs");
  await forgetEdges(reading, "outputs");
  await tx.deleteFrom("logged_model_metrics").where("run_id", "=", unit.id).execute();
  await tx.deleteFrom("runs").where("run_uuid", "=", unit.id).execute();
}

/** Whether a run is in the index. */
export async function isIndexed({ tx }: Pick<Reading, "tx">, runId: string): Promise<boolean> {
  const answer = await sql<{ n: Int64 }>`SELECT 1 AS n FROM runs WHERE run_uuid = ${runId}`.execute(tx);
  return answer.rows.length > 0;
}
