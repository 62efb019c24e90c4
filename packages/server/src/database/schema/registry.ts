import { bigint, integer, key, maybe, references, table, text, varchar } from "./table.js";

/** The model registry. */
export const registry = {
  registered_models: table(
    {
      name: varchar(256),
      creation_time: maybe(bigint()),
      last_updated_time: maybe(bigint()),
      description: maybe(varchar(5000)),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("registered_model_pk", "workspace", "name"),
      indexes: [key("idx_registered_models_workspace", "workspace")],
    },
  ),
  registered_model_tags: table(
    {
      key: varchar(250),
      value: maybe(varchar(5000)),
      name: varchar(256),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("registered_model_tag_pk", "workspace", "key", "name"),
      foreignKeys: [
        references(["workspace", "name"], "registered_models", ["workspace", "name"], {
          name: "fk_registered_model_tags_registered_models",
          onUpdate: "cascade",
        }),
      ],
      indexes: [key("idx_registered_model_tags_workspace_name", "workspace", "name")],
    },
  ),
  registered_model_aliases: table(
    {
      alias: varchar(256),
      version: integer(),
      name: varchar(256),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("registered_model_alias_pk", "workspace", "name", "alias"),
      foreignKeys: [
        references(["workspace", "name"], "registered_models", ["workspace", "name"], {
          name: "fk_registered_model_aliases_registered_models",
          onDelete: "cascade",
          onUpdate: "cascade",
        }),
      ],
    },
  ),
  model_versions: table(
    {
      name: varchar(256),
      version: integer(),
      creation_time: maybe(bigint()),
      last_updated_time: maybe(bigint()),
      description: maybe(varchar(5000)),
      user_id: maybe(varchar(256)),
      current_stage: maybe(varchar(20)),
      source: maybe(varchar(500)),
      run_id: maybe(varchar(32)),
      status: maybe(varchar(20)),
      status_message: maybe(varchar(500)),
      run_link: maybe(varchar(500)),
      storage_location: maybe(varchar(500)),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("model_version_pk", "workspace", "name", "version"),
      foreignKeys: [
        references(["workspace", "name"], "registered_models", ["workspace", "name"], {
          name: "fk_model_versions_registered_models",
          onUpdate: "cascade",
        }),
      ],
    },
  ),
  model_version_tags: table(
    {
      key: varchar(250),
      value: maybe(text()),
      name: varchar(256),
      version: integer(),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("model_version_tag_pk", "workspace", "key", "name", "version"),
      foreignKeys: [
        references(["workspace", "name", "version"], "model_versions", ["workspace", "name", "version"], {
          name: "fk_model_version_tags_model_versions",
          onUpdate: "cascade",
        }),
      ],
      indexes: [key("idx_model_version_tags_workspace_name_version", "workspace", "name", "version")],
    },
  ),
};
