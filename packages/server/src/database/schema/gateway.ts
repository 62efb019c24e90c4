import {
  bigint,
  blob,
  boolean,
  float,
  integer,
  key,
  maybe,
  references,
  table,
  text,
  varchar,
  wideInteger,
} from "./table.js";

/** The GenAI gateway: endpoints, secrets, budgets, guardrails. */
export const gateway = {
  secrets: table(
    {
      secret_id: varchar(36),
      secret_name: varchar(255),
      encrypted_value: blob(),
      wrapped_dek: blob(),
      kek_version: integer(),
      masked_value: varchar(500),
      provider: maybe(varchar(64)),
      auth_config: maybe(text()),
      description: maybe(text()),
      created_by: maybe(varchar(255)),
      created_at: bigint(),
      last_updated_by: maybe(varchar(255)),
      last_updated_at: bigint(),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("secrets_pk", "secret_id"),
      unique: [key("uq_secrets_workspace_secret_name", "workspace", "secret_name")],
      indexes: [key("idx_secrets_workspace", "workspace")],
    },
  ),
  model_definitions: table(
    {
      model_definition_id: varchar(36),
      name: varchar(255),
      secret_id: maybe(varchar(36)),
      provider: varchar(64),
      model_name: varchar(256),
      created_by: maybe(varchar(255)),
      created_at: bigint(),
      last_updated_by: maybe(varchar(255)),
      last_updated_at: bigint(),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("model_definitions_pk", "model_definition_id"),
      unique: [key("uq_model_definitions_workspace_name", "workspace", "name")],
      foreignKeys: [
        references(["secret_id"], "secrets", ["secret_id"], {
          name: "fk_model_definitions_secret_id",
          onDelete: "set null",
        }),
      ],
      indexes: [
        key("idx_model_definitions_workspace", "workspace"),
        key("index_model_definitions_provider", "provider"),
        key("index_model_definitions_secret_id", "secret_id"),
      ],
    },
  ),
  endpoints: table(
    {
      endpoint_id: varchar(36),
      name: maybe(varchar(255)),
      created_by: maybe(varchar(255)),
      created_at: bigint(),
      last_updated_by: maybe(varchar(255)),
      last_updated_at: bigint(),
      routing_strategy: maybe(varchar(64)),
      fallback_config_json: maybe(text()),
      experiment_id: maybe(wideInteger()),
      usage_tracking: boolean({ default: 0 }),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("endpoints_pk", "endpoint_id"),
      unique: [key("uq_endpoints_workspace_name", "workspace", "name")],
      foreignKeys: [
        references(["experiment_id"], "experiments", ["experiment_id"], {
          name: "fk_endpoints_experiment_id",
          onDelete: "set null",
        }),
      ],
      indexes: [key("idx_endpoints_workspace", "workspace")],
    },
  ),
  endpoint_bindings: table(
    {
      endpoint_id: varchar(36),
      resource_type: varchar(50),
      resource_id: varchar(255),
      created_at: bigint(),
      created_by: maybe(varchar(255)),
      last_updated_at: bigint(),
      last_updated_by: maybe(varchar(255)),
      display_name: maybe(varchar(255)),
    },
    {
      primaryKey: key("endpoint_bindings_pk", "endpoint_id", "resource_type", "resource_id"),
      foreignKeys: [
        references(["endpoint_id"], "endpoints", ["endpoint_id"], {
          name: "fk_endpoint_bindings_endpoint_id",
          onDelete: "cascade",
        }),
      ],
    },
  ),
  endpoint_tags: table(
    {
      key: varchar(250),
      value: maybe(varchar(5000)),
      endpoint_id: varchar(36),
    },
    {
      primaryKey: key("endpoint_tag_pk", "key", "endpoint_id"),
      foreignKeys: [
        references(["endpoint_id"], "endpoints", ["endpoint_id"], {
          name: "fk_endpoint_tags_endpoint_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [key("index_endpoint_tags_endpoint_id", "endpoint_id")],
    },
  ),
  endpoint_model_mappings: table(
    {
      mapping_id: varchar(36),
      endpoint_id: varchar(36),
      model_definition_id: varchar(36),
      weight: float({ mysql: "float" }),
      created_by: maybe(varchar(255)),
      created_at: bigint(),
      linkage_type: varchar(64, { default: "PRIMARY" }),
      fallback_order: maybe(integer()),
    },
    {
      primaryKey: key("endpoint_model_mappings_pk", "mapping_id"),
      foreignKeys: [
        references(["endpoint_id"], "endpoints", ["endpoint_id"], {
          name: "fk_endpoint_model_mappings_endpoint_id",
          onDelete: "cascade",
        }),
        references(["model_definition_id"], "model_definitions", ["model_definition_id"], {
          name: "fk_endpoint_model_mappings_model_definition_id",
        }),
      ],
      uniqueIndexes: [
        key("unique_endpoint_model_linkage_mapping", "endpoint_id", "model_definition_id", "linkage_type"),
      ],
      indexes: [
        key("index_endpoint_model_mappings_endpoint_id", "endpoint_id"),
        key("index_endpoint_model_mappings_model_definition_id", "model_definition_id"),
      ],
    },
  ),
  budget_policies: table(
    {
      budget_policy_id: varchar(36),
      budget_unit: varchar(32),
      budget_amount: float({ mysql: "float" }),
      duration_unit: varchar(32),
      duration_value: integer(),
      target_scope: varchar(32),
      budget_action: varchar(32),
      created_by: maybe(varchar(255)),
      created_at: bigint(),
      last_updated_by: maybe(varchar(255)),
      last_updated_at: bigint(),
      workspace: varchar(63, { default: "default" }),
      target_value: maybe(varchar(255)),
    },
    {
      primaryKey: key("budget_policies_pk", "budget_policy_id"),
      indexes: [
        key("idx_budget_policies_target_value", "target_value"),
        key("idx_budget_policies_workspace", "workspace"),
      ],
    },
  ),
  guardrails: table(
    {
      guardrail_id: varchar(36),
      name: varchar(255),
      scorer_id: varchar(36),
      scorer_version: integer(),
      stage: varchar(32),
      action: varchar(32),
      action_endpoint_id: maybe(varchar(36)),
      created_by: maybe(varchar(255)),
      created_at: bigint(),
      last_updated_by: maybe(varchar(255)),
      last_updated_at: bigint(),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("guardrails_pk", "guardrail_id"),
      foreignKeys: [
        references(["scorer_id", "scorer_version"], "scorer_versions", ["scorer_id", "scorer_version"], {
          name: "fk_guardrails_scorer_version",
        }),
        references(["action_endpoint_id"], "endpoints", ["endpoint_id"], {
          name: "fk_guardrails_action_endpoint_id",
          onDelete: "set null",
        }),
      ],
      indexes: [
        key("idx_guardrails_scorer", "scorer_id", "scorer_version"),
        key("idx_guardrails_workspace", "workspace"),
      ],
    },
  ),
  guardrail_configs: table(
    {
      endpoint_id: varchar(36),
      guardrail_id: varchar(36),
      execution_order: maybe(integer()),
      created_by: maybe(varchar(255)),
      created_at: bigint(),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("guardrail_configs_pk", "endpoint_id", "guardrail_id"),
      foreignKeys: [
        references(["endpoint_id"], "endpoints", ["endpoint_id"], {
          name: "fk_guardrail_configs_endpoint_id",
          onDelete: "cascade",
        }),
        references(["guardrail_id"], "guardrails", ["guardrail_id"], {
          name: "fk_guardrail_configs_guardrail_id",
          onDelete: "cascade",
        }),
      ],
      indexes: [
        key("idx_guardrail_configs_endpoint_id", "endpoint_id"),
        key("idx_guardrail_configs_guardrail_id", "guardrail_id"),
      ],
    },
  ),
};
