import { bigint, key, maybe, oneOf, references, table, varchar, wideInteger } from "./table.js";

/** Runs, their tags and params. A child table's key starts with the run, where MLflow's starts with the key: the rows of a run lie together. */
export const runs = {
  runs: table(
    {
      run_uuid: varchar(32),
      name: maybe(varchar(250)),
      source_type: maybe(varchar(20)),
      source_name: maybe(varchar(500)),
      entry_point_name: maybe(varchar(50)),
      user_id: maybe(varchar(256)),
      status: maybe(varchar(9)),
      start_time: maybe(bigint()),
      end_time: maybe(bigint()),
      source_version: maybe(varchar(50)),
      lifecycle_stage: maybe(varchar(20)),
      artifact_uri: maybe(varchar(200)),
      experiment_id: maybe(wideInteger()),
      deleted_time: maybe(bigint()),
    },
    {
      primaryKey: key("run_pk", "run_uuid"),
      foreignKeys: [references(["experiment_id"], "experiments")],
      checks: [
        oneOf("source_type", ["NOTEBOOK", "JOB", "LOCAL", "UNKNOWN", "PROJECT"], "source_type"),
        oneOf("lifecycle_stage", ["active", "deleted"], "runs_lifecycle_stage"),
        oneOf("status", ["SCHEDULED", "FAILED", "FINISHED", "RUNNING", "KILLED"]),
      ],
      indexes: [
        key("slipway_runs_by_start", "experiment_id", "lifecycle_stage", "start_time DESC", "run_uuid"),
      ],
    },
  ),
  tags: table(
    {
      key: varchar(250),
      value: maybe(varchar(8000)),
      run_uuid: varchar(32),
    },
    {
      primaryKey: key("tag_pk", "run_uuid", "key"),
      clustered: true,
      foreignKeys: [references(["run_uuid"], "runs")],
      indexes: [key("slipway_tags_by_value", "key", "value", "run_uuid")],
    },
  ),
  params: table(
    {
      key: varchar(250),
      value: varchar(8000),
      run_uuid: varchar(32),
    },
    {
      primaryKey: key("param_pk", "run_uuid", "key"),
      clustered: true,
      foreignKeys: [references(["run_uuid"], "runs")],
      indexes: [key("slipway_params_by_value", "key", "value", "run_uuid")],
    },
  ),
};
