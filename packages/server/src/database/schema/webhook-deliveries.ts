import { bigint, integer, key, maybe, table, text, varchar } from "./table.js";

/**
 * What MLflow's webhooks have no room for: subscriptions to events that MLflow does not know, on which its own server
 * would fail, and the outbox. No foreign keys into MLflow's tables.
 */
export const webhookDeliveries = {
  /** Webhooks that have none of MLflow's events: MLflow cannot read a webhook without. */
  slipway_webhooks: table(
    {
      webhook_id: varchar(256),
      name: varchar(256),
      description: maybe(varchar(1000)),
      url: varchar(500),
      status: varchar(20),
      secret: maybe(varchar(1000)),
      creation_timestamp: bigint(),
      last_updated_timestamp: bigint(),
    },
    { primaryKey: key("slipway_webhooks_pk", "webhook_id") },
  ),
  /** Subscriptions to Slipway's own events, of webhooks in either table. */
  slipway_webhook_events: table(
    {
      webhook_id: varchar(256),
      entity: varchar(50),
      action: varchar(50),
    },
    {
      primaryKey: key("slipway_webhook_events_pk", "webhook_id", "entity", "action"),
      indexes: [key("slipway_webhook_events_by_event", "entity", "action")],
    },
  ),
  /** The outbox, and the log of what was sent. */
  slipway_webhook_deliveries: table(
    {
      id: integer({ counted: "forever" }),
      delivery_id: varchar(36),
      webhook_id: varchar(256),
      entity: varchar(50),
      action: varchar(50),
      body: text({ mysql: "longtext" }),
      status: varchar(20),
      /** When a pending one is sent next. A server that sends it moves this ahead: its lease. */
      due_at: bigint(),
      attempts: integer(),
      /** Attempts that failed since it was queued. */
      failures: integer(),
      response_status: maybe(integer()),
      response_body: maybe(text()),
      error_message: maybe(text()),
      created_at: bigint(),
      updated_at: bigint(),
    },
    {
      primaryKey: key("slipway_webhook_deliveries_pk", "id"),
      unique: [key("slipway_webhook_deliveries_once", "delivery_id")],
      indexes: [
        key("slipway_webhook_deliveries_due", "status", "due_at"),
        key("slipway_webhook_deliveries_by_webhook", "webhook_id", "id"),
      ],
    },
  ),
};
