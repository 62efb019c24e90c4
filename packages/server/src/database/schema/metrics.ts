import { bigint, boolean, float, key, maybe, oneOf, references, table, varchar } from "./table.js";

/** Every logged point, and the newest of each key of a run. */
export const metrics = {
  metrics: table(
    {
      key: varchar(250),
      value: float(),
      timestamp: bigint(),
      run_uuid: varchar(32),
      step: bigint({ default: 0 }),
      is_nan: boolean({ default: 0 }),
    },
    {
      primaryKey: key("metric_pk", "run_uuid", "key", "timestamp", "step", "value", "is_nan"),
      clustered: true,
      foreignKeys: [references(["run_uuid"], "runs")],
      checks: [oneOf("is_nan", [0, 1])],
    },
  ),
  latest_metrics: table(
    {
      key: varchar(250),
      value: float(),
      timestamp: maybe(bigint()),
      step: bigint(),
      is_nan: boolean(),
      run_uuid: varchar(32),
    },
    {
      primaryKey: key("latest_metric_pk", "run_uuid", "key"),
      clustered: true,
      foreignKeys: [references(["run_uuid"], "runs")],
      checks: [oneOf("is_nan", [0, 1])],
      indexes: [key("slipway_latest_metrics_by_value", "key", "is_nan", "value", "run_uuid")],
    },
  ),
};
