import { bigint, key, maybe, references, table, text, varchar, wideInteger } from "./table.js";

/** Datasets, and the edges between datasets, runs and logged models. */
export const datasets = {
  datasets: table(
    {
      dataset_uuid: varchar(36),
      experiment_id: wideInteger(),
      name: varchar(500),
      digest: varchar(36),
      dataset_source_type: varchar(36),
      dataset_source: text(),
      dataset_schema: maybe(text({ mysql: "mediumtext" })),
      dataset_profile: maybe(text({ mysql: "mediumtext" })),
    },
    {
      primaryKey: key("dataset_pk", "experiment_id", "name", "digest"),
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_datasets_experiment_id_experiments",
          onDelete: "cascade",
        }),
      ],
      indexes: [
        key("index_datasets_dataset_uuid", "dataset_uuid"),
        key("index_datasets_experiment_id_dataset_source_type", "experiment_id", "dataset_source_type"),
      ],
    },
  ),
  inputs: table(
    {
      input_uuid: varchar(36),
      source_type: varchar(36),
      source_id: varchar(36),
      destination_type: varchar(36),
      destination_id: varchar(36),
      step: bigint({ default: 0 }),
    },
    {
      primaryKey: key("inputs_pk", "source_type", "source_id", "destination_type", "destination_id"),
      indexes: [
        key(
          "index_inputs_destination_type_destination_id_source_type",
          "destination_type",
          "destination_id",
          "source_type",
        ),
        key("index_inputs_input_uuid", "input_uuid"),
      ],
    },
  ),
  input_tags: table(
    {
      input_uuid: varchar(36),
      name: varchar(255),
      value: varchar(500),
    },
    {
      primaryKey: key("input_tags_pk", "input_uuid", "name"),
    },
  ),
};
