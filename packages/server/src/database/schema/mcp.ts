import { bigint, integer, json, key, maybe, references, table, text, varchar } from "./table.js";

/** The registry of MCP servers. */
export const mcp = {
  mcp_servers: table(
    {
      workspace: varchar(63, { default: "default" }),
      name: varchar(256),
      display_name: maybe(varchar(256)),
      description: maybe(text()),
      icons: maybe(json()),
      created_by: maybe(varchar(256)),
      last_updated_by: maybe(varchar(256)),
      created_at: bigint(),
      last_updated_at: bigint(),
    },
    {
      primaryKey: key("mcp_servers_pk", "workspace", "name"),
    },
  ),
  mcp_server_tags: table(
    {
      workspace: varchar(63, { default: "default" }),
      name: varchar(256),
      key: varchar(250),
      value: maybe(varchar(5000)),
    },
    {
      primaryKey: key("mcp_server_tags_pk", "workspace", "name", "key"),
      foreignKeys: [
        references(["workspace", "name"], "mcp_servers", ["workspace", "name"], {
          name: "mcp_server_tags_server_fkey",
          onDelete: "cascade",
          onUpdate: "cascade",
        }),
      ],
    },
  ),
  mcp_server_aliases: table(
    {
      workspace: varchar(63, { default: "default" }),
      name: varchar(256),
      alias: varchar(256),
      version: varchar(128, { mysql: "varchar(128) COLLATE utf8mb4_bin" }),
    },
    {
      primaryKey: key("mcp_server_aliases_pk", "workspace", "name", "alias"),
      foreignKeys: [
        references(["workspace", "name"], "mcp_servers", ["workspace", "name"], {
          name: "mcp_server_aliases_server_fkey",
          onDelete: "cascade",
          onUpdate: "cascade",
        }),
      ],
    },
  ),
  mcp_server_versions: table(
    {
      workspace: varchar(63, { default: "default" }),
      name: varchar(256),
      version: varchar(128, { mysql: "varchar(128) COLLATE utf8mb4_bin" }),
      version_major: integer(),
      version_minor: integer(),
      version_patch: integer(),
      version_prerelease_sort_key: varchar(512),
      server_json: json(),
      status: varchar(20, { default: "draft" }),
      tools: maybe(json()),
      source: maybe(varchar(512)),
      connect_options: maybe(json()),
      created_by: maybe(varchar(256)),
      last_updated_by: maybe(varchar(256)),
      created_at: bigint(),
      last_updated_at: bigint(),
    },
    {
      primaryKey: key("mcp_server_versions_pk", "workspace", "name", "version"),
      foreignKeys: [
        references(["workspace", "name"], "mcp_servers", ["workspace", "name"], {
          name: "mcp_server_versions_server_fkey",
          onDelete: "cascade",
          onUpdate: "cascade",
        }),
      ],
      indexes: [
        key(
          "idx_mcp_server_versions_latest",
          "workspace",
          "name",
          "status",
          "version_major DESC",
          "version_minor DESC",
          "version_patch DESC",
        ),
      ],
    },
  ),
  mcp_server_version_tags: table(
    {
      workspace: varchar(63, { default: "default" }),
      name: varchar(256),
      version: varchar(128, { mysql: "varchar(128) COLLATE utf8mb4_bin" }),
      key: varchar(250),
      value: maybe(varchar(5000)),
    },
    {
      primaryKey: key("mcp_server_version_tags_pk", "workspace", "name", "version", "key"),
      foreignKeys: [
        references(
          ["workspace", "name", "version"],
          "mcp_server_versions",
          ["workspace", "name", "version"],
          { name: "mcp_server_version_tags_version_fkey", onDelete: "cascade", onUpdate: "cascade" },
        ),
      ],
    },
  ),
  mcp_access_endpoints: table(
    {
      id: varchar(36),
      workspace: varchar(63, { default: "default" }),
      server_name: varchar(256),
      server_version: maybe(varchar(128, { mysql: "varchar(128) COLLATE utf8mb4_bin" })),
      server_alias: maybe(varchar(256)),
      url: varchar(2048),
      transport_type: varchar(32, { default: "streamable-http" }),
      created_by: maybe(varchar(256)),
      last_updated_by: maybe(varchar(256)),
      created_at: bigint(),
      last_updated_at: bigint(),
    },
    {
      primaryKey: key("mcp_access_endpoints_pk", "id"),
      foreignKeys: [
        references(["workspace", "server_name"], "mcp_servers", ["workspace", "name"], {
          name: "mcp_access_endpoints_server_fkey",
          onDelete: "cascade",
          onUpdate: "cascade",
        }),
      ],
      indexes: [
        key("ix_mcp_access_endpoints_alias", "workspace", "server_name", "server_alias"),
        key("ix_mcp_access_endpoints_server_name", "workspace", "server_name"),
        key("ix_mcp_access_endpoints_version", "workspace", "server_name", "server_version"),
      ],
    },
  ),
};
