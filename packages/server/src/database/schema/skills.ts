import { bigint, integer, json, key, maybe, references, table, text, varchar } from "./table.js";

/** The registry of skills. */
export const skills = {
  skills: table(
    {
      workspace: varchar(63, { default: "default" }),
      organization: varchar(64, { default: "" }),
      name: varchar(128),
      description: maybe(text()),
      icons: maybe(json()),
      search_text: maybe(text()),
      created_by: maybe(varchar(256)),
      last_updated_by: maybe(varchar(256)),
      created_at: bigint(),
      last_updated_at: bigint(),
    },
    {
      primaryKey: key("skills_pk", "workspace", "organization", "name"),
    },
  ),
  skill_tags: table(
    {
      workspace: varchar(63, { default: "default" }),
      organization: varchar(64, { default: "" }),
      name: varchar(128),
      key: varchar(250, { mysql: "varchar(250) COLLATE utf8mb4_bin" }),
      value: maybe(text({ mysql: "mediumtext" })),
    },
    {
      primaryKey: key("skill_tags_pk", "workspace", "organization", "name", "key"),
      foreignKeys: [
        references(["workspace", "organization", "name"], "skills", ["workspace", "organization", "name"], {
          name: "skill_tags_skill_fkey",
          onDelete: "cascade",
          onUpdate: "cascade",
        }),
      ],
    },
  ),
  skill_aliases: table(
    {
      workspace: varchar(63, { default: "default" }),
      organization: varchar(64, { default: "" }),
      name: varchar(128),
      alias: varchar(256),
      version: integer(),
    },
    {
      primaryKey: key("skill_aliases_pk", "workspace", "organization", "name", "alias"),
      foreignKeys: [
        references(["workspace", "organization", "name"], "skills", ["workspace", "organization", "name"], {
          name: "skill_aliases_skill_fkey",
          onDelete: "cascade",
          onUpdate: "cascade",
        }),
      ],
    },
  ),
  skill_versions: table(
    {
      workspace: varchar(63, { default: "default" }),
      organization: varchar(64, { default: "" }),
      name: varchar(128),
      version: integer(),
      source_type: maybe(varchar(20)),
      source: maybe(varchar(2048)),
      ref: maybe(varchar(2048)),
      subpath: maybe(varchar(2048)),
      digest: maybe(varchar(64)),
      status: varchar(20, { default: "active" }),
      created_by: maybe(varchar(256)),
      last_updated_by: maybe(varchar(256)),
      created_at: bigint(),
      last_updated_at: bigint(),
    },
    {
      primaryKey: key("skill_versions_pk", "workspace", "organization", "name", "version"),
      foreignKeys: [
        references(["workspace", "organization", "name"], "skills", ["workspace", "organization", "name"], {
          name: "skill_versions_skill_fkey",
          onDelete: "cascade",
          onUpdate: "cascade",
        }),
      ],
      indexes: [
        key("ix_skill_versions_digest", "workspace", "organization", "name", "digest"),
        key("ix_skill_versions_latest_lookup", "workspace", "organization", "name", "status", "version"),
      ],
    },
  ),
  skill_version_tags: table(
    {
      workspace: varchar(63, { default: "default" }),
      organization: varchar(64, { default: "" }),
      name: varchar(128),
      version: integer(),
      key: varchar(250, { mysql: "varchar(250) COLLATE utf8mb4_bin" }),
      value: maybe(text({ mysql: "mediumtext" })),
    },
    {
      primaryKey: key("skill_version_tags_pk", "workspace", "organization", "name", "version", "key"),
      foreignKeys: [
        references(
          ["workspace", "organization", "name", "version"],
          "skill_versions",
          ["workspace", "organization", "name", "version"],
          { name: "skill_version_tags_version_fkey", onDelete: "cascade", onUpdate: "cascade" },
        ),
      ],
    },
  ),
};
