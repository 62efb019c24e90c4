import { bigint, key, maybe, oneOf, references, table, text, varchar, wideInteger } from "./table.js";

/** Experiments and their tags, which lie together: their key starts with the experiment, where MLflow starts it with the key. */
export const experiments = {
  experiments: table(
    {
      experiment_id: wideInteger({ counted: "up" }),
      name: varchar(256),
      artifact_location: maybe(varchar(256)),
      lifecycle_stage: maybe(varchar(32)),
      creation_time: maybe(bigint()),
      last_update_time: maybe(bigint()),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("experiment_pk", "experiment_id"),
      unique: [key("uq_experiments_workspace_name", "workspace", "name")],
      checks: [oneOf("lifecycle_stage", ["active", "deleted"], "experiments_lifecycle_stage")],
      indexes: [
        key("idx_experiments_workspace", "workspace"),
        key("idx_experiments_workspace_creation_time", "workspace", "creation_time"),
      ],
    },
  ),
  experiment_tags: table(
    {
      key: varchar(250),
      value: maybe(text({ mysql: "mediumtext" })),
      experiment_id: wideInteger(),
    },
    {
      primaryKey: key("experiment_tag_pk", "experiment_id", "key"),
      clustered: true,
      foreignKeys: [references(["experiment_id"], "experiments")],
    },
  ),
};
