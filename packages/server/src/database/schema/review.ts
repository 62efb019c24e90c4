import { bigint, boolean, key, maybe, references, table, text, varchar, wideInteger } from "./table.js";

/** GenAI review: issues, labels, queues. */
export const review = {
  issues: table(
    {
      issue_id: varchar(36),
      experiment_id: wideInteger(),
      name: varchar(250),
      description: text(),
      status: varchar(50),
      severity: maybe(varchar(50)),
      root_causes: maybe(text()),
      source_run_id: maybe(varchar(32)),
      categories: maybe(text()),
      created_timestamp: bigint(),
      last_updated_timestamp: bigint(),
      created_by: maybe(varchar(255)),
      last_seen_timestamp: maybe(bigint()),
      last_updated_by: maybe(varchar(255)),
      metadata: maybe(text({ mysql: "longtext" })),
    },
    {
      primaryKey: key("issues_pk", "issue_id"),
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_issues_experiment_id",
          onDelete: "cascade",
        }),
        references(["source_run_id"], "runs", ["run_uuid"], {
          name: "fk_issues_source_run_id",
          onDelete: "set null",
        }),
      ],
      indexes: [
        key("index_issues_experiment_id", "experiment_id"),
        key("index_issues_experiment_last_seen", "experiment_id", "last_seen_timestamp"),
        key("index_issues_experiment_updated", "experiment_id", "last_updated_timestamp"),
        key("index_issues_source_run_id", "source_run_id"),
        key("index_issues_status", "status"),
      ],
    },
  ),
  issue_categories: table(
    {
      issue_id: varchar(36),
      category_hash: varchar(64),
      category: text(),
    },
    {
      primaryKey: key("issue_categories_pk", "issue_id", "category_hash"),
      foreignKeys: [
        references(["issue_id"], "issues", ["issue_id"], {
          name: "fk_issue_categories_issue_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_issue_categories_hash", "category_hash")],
    },
  ),
  label_schemas: table(
    {
      schema_id: varchar(36),
      experiment_id: wideInteger(),
      name: varchar(250),
      type: varchar(16),
      instruction: maybe(text()),
      enable_comment: boolean({ default: 0 }),
      input_type: varchar(32),
      input_config: text(),
      created_by: maybe(varchar(255)),
      created_time: bigint(),
      last_update_time: bigint(),
      is_default: boolean({ default: 0 }),
    },
    {
      primaryKey: key("label_schemas_pk", "schema_id"),
      unique: [key("uq_label_schemas_exp_name", "experiment_id", "name")],
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_label_schemas_experiment_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_label_schemas_experiment_id", "experiment_id")],
    },
  ),
  review_queues: table(
    {
      queue_id: varchar(36),
      experiment_id: wideInteger(),
      name: varchar(250),
      queue_type: varchar(16),
      created_by: maybe(varchar(255)),
      creation_time_ms: bigint(),
      last_update_time_ms: bigint(),
      name_key: varchar(250),
    },
    {
      primaryKey: key("review_queues_pk", "queue_id"),
      unique: [key("uq_review_queues_experiment_name_key", "experiment_id", "name_key")],
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_review_queues_experiment_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_review_queues_experiment_id", "experiment_id")],
    },
  ),
  review_queue_items: table(
    {
      queue_id: varchar(36),
      item_type: varchar(16),
      item_id: varchar(50),
      status: varchar(16),
      completed_by: maybe(varchar(250)),
      completed_time_ms: maybe(bigint()),
      creation_time_ms: bigint(),
      last_update_time_ms: bigint(),
    },
    {
      primaryKey: key("review_queue_items_pk", "queue_id", "item_id"),
      foreignKeys: [
        references(["queue_id"], "review_queues", ["queue_id"], {
          name: "fk_review_queue_items_queue_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [
        key("index_review_queue_items_item_id", "item_id"),
        key("index_review_queue_items_queue_id_status", "queue_id", "status"),
      ],
    },
  ),
  review_queue_label_schemas: table(
    {
      queue_id: varchar(36),
      schema_id: varchar(36),
    },
    {
      primaryKey: key("review_queue_label_schemas_pk", "queue_id", "schema_id"),
      foreignKeys: [
        references(["queue_id"], "review_queues", ["queue_id"], {
          name: "fk_review_queue_label_schemas_queue_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_review_queue_label_schemas_schema_id", "schema_id")],
    },
  ),
  review_queue_users: table(
    {
      queue_id: varchar(36),
      user_id: varchar(250),
    },
    {
      primaryKey: key("review_queue_users_pk", "queue_id", "user_id"),
      foreignKeys: [
        references(["queue_id"], "review_queues", ["queue_id"], {
          name: "fk_review_queue_users_queue_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_review_queue_users_user_id", "user_id")],
    },
  ),
};
