import { bigint, key, maybe, references, table, varchar } from "./table.js";

/** Webhooks of the registry. */
export const webhooks = {
  webhooks: table(
    {
      webhook_id: varchar(256),
      name: varchar(256),
      description: maybe(varchar(1000)),
      url: varchar(500),
      status: varchar(20, { default: "ACTIVE" }),
      secret: maybe(varchar(1000)),
      creation_timestamp: maybe(bigint()),
      last_updated_timestamp: maybe(bigint()),
      deleted_timestamp: maybe(bigint()),
      workspace: varchar(63, { default: "default" }),
    },
    {
      primaryKey: key("webhook_pk", "webhook_id"),
      indexes: [
        key("idx_webhooks_name", "name"),
        key("idx_webhooks_status", "status"),
        key("idx_webhooks_workspace", "workspace"),
      ],
    },
  ),
  webhook_events: table(
    {
      webhook_id: varchar(256),
      entity: varchar(50),
      action: varchar(50),
    },
    {
      primaryKey: key("webhook_event_pk", "webhook_id", "entity", "action"),
      foreignKeys: [references(["webhook_id"], "webhooks", ["webhook_id"], { onDelete: "cascade" })],
      indexes: [
        key("idx_webhook_events_action", "action"),
        key("idx_webhook_events_entity", "entity"),
        key("idx_webhook_events_entity_action", "entity", "action"),
      ],
    },
  ),
};
