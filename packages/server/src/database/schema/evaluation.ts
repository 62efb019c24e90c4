import {
  bigint,
  boolean,
  float,
  integer,
  json,
  key,
  maybe,
  references,
  table,
  text,
  varchar,
  wideInteger,
} from "./table.js";

/** GenAI evaluation: assessments, datasets, scorers. */
export const evaluation = {
  assessments: table(
    {
      assessment_id: varchar(50),
      trace_id: varchar(50),
      name: varchar(250),
      assessment_type: varchar(20),
      value: text(),
      error: maybe(text()),
      created_timestamp: bigint(),
      last_updated_timestamp: bigint(),
      source_type: varchar(50),
      source_id: maybe(varchar(250)),
      run_id: maybe(varchar(32)),
      span_id: maybe(varchar(50)),
      rationale: maybe(text()),
      overrides: maybe(varchar(50)),
      valid: boolean(),
      assessment_metadata: maybe(text()),
      experiment_id: maybe(wideInteger()),
      trace_timestamp_ms: maybe(bigint()),
      aggregate_value: maybe(float()),
      is_numeric_value: boolean({ default: 0 }),
    },
    {
      primaryKey: key("assessments_pk", "assessment_id"),
      foreignKeys: [
        references(["trace_id"], "trace_info", ["request_id"], {
          name: "fk_assessments_trace_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [
        key("idx_assessments_exp_name_valid", "experiment_id", "name", "valid"),
        key("idx_assessments_exp_trace_ts", "experiment_id", "trace_timestamp_ms"),
        key("idx_assessments_exp_trace_ts_name", "experiment_id", "trace_timestamp_ms", "name"),
        key("index_assessments_assessment_type", "assessment_type"),
        key("index_assessments_last_updated_timestamp", "last_updated_timestamp"),
        key("index_assessments_run_id_created_timestamp", "run_id", "created_timestamp"),
        key("index_assessments_trace_id_created_timestamp", "trace_id", "created_timestamp"),
      ],
    },
  ),
  evaluation_datasets: table(
    {
      dataset_id: varchar(36),
      name: varchar(255),
      schema: maybe(text()),
      profile: maybe(text()),
      digest: maybe(varchar(64)),
      created_time: maybe(bigint()),
      last_update_time: maybe(bigint()),
      created_by: maybe(varchar(255)),
      last_updated_by: maybe(varchar(255)),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("evaluation_datasets_pk", "dataset_id"),
      indexes: [
        key("idx_evaluation_datasets_workspace", "workspace"),
        key("index_evaluation_datasets_created_time", "created_time"),
        key("index_evaluation_datasets_name", "name"),
      ],
    },
  ),
  evaluation_dataset_tags: table(
    {
      dataset_id: varchar(36),
      key: varchar(255),
      value: maybe(varchar(5000)),
    },
    {
      primaryKey: key("evaluation_dataset_tags_pk", "dataset_id", "key"),
      foreignKeys: [
        references(["dataset_id"], "evaluation_datasets", ["dataset_id"], {
          name: "fk_evaluation_dataset_tags_dataset_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_evaluation_dataset_tags_dataset_id", "dataset_id")],
    },
  ),
  evaluation_dataset_records: table(
    {
      dataset_record_id: varchar(36),
      dataset_id: varchar(36),
      inputs: json(),
      expectations: maybe(json()),
      tags: maybe(json()),
      source: maybe(json()),
      source_id: maybe(varchar(36)),
      source_type: maybe(varchar(255)),
      created_time: maybe(bigint()),
      last_update_time: maybe(bigint()),
      created_by: maybe(varchar(255)),
      last_updated_by: maybe(varchar(255)),
      input_hash: varchar(64),
      outputs: maybe(json()),
    },
    {
      primaryKey: key("evaluation_dataset_records_pk", "dataset_record_id"),
      unique: [key("unique_dataset_input", "dataset_id", "input_hash")],
      foreignKeys: [
        references(["dataset_id"], "evaluation_datasets", ["dataset_id"], {
          name: "fk_evaluation_dataset_records_dataset_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_evaluation_dataset_records_dataset_id", "dataset_id")],
    },
  ),
  entity_associations: table(
    {
      association_id: varchar(36),
      source_type: varchar(36),
      source_id: varchar(36),
      destination_type: varchar(36),
      destination_id: varchar(36),
      created_time: maybe(bigint()),
    },
    {
      primaryKey: key(
        "entity_associations_pk",
        "source_type",
        "source_id",
        "destination_type",
        "destination_id",
      ),
      indexes: [
        key("index_entity_associations_association_id", "association_id"),
        key(
          "index_entity_associations_reverse_lookup",
          "destination_type",
          "destination_id",
          "source_type",
          "source_id",
        ),
      ],
    },
  ),
  scorers: table(
    {
      experiment_id: wideInteger(),
      scorer_name: varchar(256),
      scorer_id: varchar(36),
    },
    {
      primaryKey: key("scorer_pk", "scorer_id"),
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_scorers_experiment_id",
          onDelete: "cascade",
        }),
      ],
      uniqueIndexes: [key("index_scorers_experiment_id_scorer_name", "experiment_id", "scorer_name")],
    },
  ),
  scorer_versions: table(
    {
      scorer_id: varchar(36),
      scorer_version: integer(),
      serialized_scorer: text(),
      creation_time: maybe(bigint()),
    },
    {
      primaryKey: key("scorer_version_pk", "scorer_id", "scorer_version"),
      foreignKeys: [
        references(["scorer_id"], "scorers", ["scorer_id"], {
          name: "fk_scorer_versions_scorer_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_scorer_versions_scorer_id", "scorer_id")],
    },
  ),
  online_scoring_configs: table(
    {
      online_scoring_config_id: varchar(36),
      scorer_id: varchar(36),
      sample_rate: float(),
      experiment_id: wideInteger(),
      filter_string: maybe(text()),
    },
    {
      primaryKey: key("online_scoring_config_pk", "online_scoring_config_id"),
      foreignKeys: [
        references(["scorer_id"], "scorers", ["scorer_id"], {
          name: "fk_online_scoring_configs_scorer_id",
          onDelete: "cascade",
        }),
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_online_scoring_configs_experiment_id",
        }),
      ],
    },
  ),
};
