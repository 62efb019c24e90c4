import { bigint, date, float, key, maybe, table, varchar, wideInteger } from "./table.js";

/** Daily summaries of GenAI traces. */
export const traceRollups = {
  sql_assessment_daily_rollups: table(
    {
      id: bigint({ counted: "up" }),
      experiment_id: wideInteger(),
      rollup_day: date(),
      metric_name: varchar(250),
      grouping_set: varchar(50),
      sample_count: bigint(),
      sum_value: maybe(float()),
      min_value: maybe(float()),
      max_value: maybe(float()),
    },
    {
      primaryKey: key("sql_assessment_daily_rollups_pk", "id"),
      indexes: [
        key("idx_assessment_rollups_lookup", "experiment_id", "rollup_day", "metric_name", "grouping_set"),
      ],
    },
  ),
  sql_span_cost_daily_rollups: table(
    {
      id: bigint({ counted: "up" }),
      experiment_id: wideInteger(),
      rollup_day: date(),
      metric_name: varchar(250),
      grouping_set: varchar(50),
      model_name: maybe(varchar(500)),
      model_provider: maybe(varchar(500)),
      sample_count: bigint(),
      sum_value: maybe(float()),
      min_value: maybe(float()),
      max_value: maybe(float()),
    },
    {
      primaryKey: key("sql_span_cost_daily_rollups_pk", "id"),
      indexes: [
        key(
          "idx_span_cost_rollups_lookup",
          "experiment_id",
          "rollup_day",
          "metric_name",
          "grouping_set",
          "model_name",
          "model_provider",
        ),
      ],
    },
  ),
  sql_trace_metric_daily_rollups: table(
    {
      id: bigint({ counted: "up" }),
      experiment_id: wideInteger(),
      rollup_day: date(),
      metric_name: varchar(250),
      grouping_set: varchar(50),
      trace_status: maybe(varchar(50)),
      sample_count: bigint(),
      sum_value: maybe(float()),
      min_value: maybe(float()),
      max_value: maybe(float()),
      p50_value: maybe(float()),
      p90_value: maybe(float()),
      p99_value: maybe(float()),
    },
    {
      primaryKey: key("sql_trace_metric_daily_rollups_pk", "id"),
      indexes: [
        key(
          "idx_trace_rollups_lookup",
          "experiment_id",
          "rollup_day",
          "metric_name",
          "grouping_set",
          "trace_status",
        ),
      ],
    },
  ),
  sql_trace_rollup_rebuild_queue: table(
    {
      experiment_id: wideInteger(),
      rollup_day: date(),
      rollup_family: varchar(50),
    },
    {
      primaryKey: key("sql_trace_rollup_rebuild_queue_pk", "experiment_id", "rollup_day", "rollup_family"),
    },
  ),
};
