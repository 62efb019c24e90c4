import {
  bigint,
  float,
  integer,
  key,
  maybe,
  oneOf,
  references,
  table,
  text,
  varchar,
  wideInteger,
} from "./table.js";

/** Logged models with their metrics, params and tags. */
export const loggedModels = {
  logged_models: table(
    {
      model_id: varchar(36),
      experiment_id: wideInteger(),
      name: varchar(500),
      artifact_location: varchar(1000),
      creation_timestamp_ms: bigint(),
      last_updated_timestamp_ms: bigint(),
      status: integer(),
      lifecycle_stage: maybe(varchar(32)),
      model_type: maybe(varchar(500)),
      source_run_id: maybe(varchar(32)),
      status_message: maybe(varchar(1000)),
    },
    {
      primaryKey: key("logged_models_pk", "model_id"),
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_logged_models_experiment_id",
          onDelete: "cascade",
        }),
      ],
      checks: [oneOf("lifecycle_stage", ["active", "deleted"], "logged_models_lifecycle_stage_check")],
    },
  ),
  logged_model_metrics: table(
    {
      model_id: varchar(36),
      metric_name: varchar(500),
      metric_timestamp_ms: bigint(),
      metric_step: bigint(),
      metric_value: maybe(float()),
      experiment_id: wideInteger(),
      run_id: varchar(32),
      dataset_uuid: maybe(varchar(36)),
      dataset_name: maybe(varchar(500)),
      dataset_digest: maybe(varchar(36)),
    },
    {
      primaryKey: key(
        "logged_model_metrics_pk",
        "model_id",
        "metric_name",
        "metric_timestamp_ms",
        "metric_step",
        "run_id",
      ),
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_logged_model_metrics_experiment_id",
        }),
        references(["model_id"], "logged_models", ["model_id"], {
          name: "fk_logged_model_metrics_model_id",
          onDelete: "cascade",
        }),
        references(["run_id"], "runs", ["run_uuid"], {
          name: "fk_logged_model_metrics_run_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_logged_model_metrics_model_id", "model_id")],
    },
  ),
  logged_model_params: table(
    {
      model_id: varchar(36),
      experiment_id: wideInteger(),
      param_key: varchar(255),
      param_value: text(),
    },
    {
      primaryKey: key("logged_model_params_pk", "model_id", "param_key"),
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_logged_model_params_experiment_id",
        }),
        references(["model_id"], "logged_models", ["model_id"], {
          name: "fk_logged_model_params_model_id",
          onDelete: "cascade",
        }),
      ],
    },
  ),
  logged_model_tags: table(
    {
      model_id: varchar(36),
      experiment_id: wideInteger(),
      tag_key: varchar(255),
      tag_value: text(),
    },
    {
      primaryKey: key("logged_model_tags_pk", "model_id", "tag_key"),
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_logged_model_tags_experiment_id",
        }),
        references(["model_id"], "logged_models", ["model_id"], {
          name: "fk_logged_model_tags_model_id",
          onDelete: "cascade",
        }),
      ],
    },
  ),
};
