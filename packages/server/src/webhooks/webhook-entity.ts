import type { DeliveryStatus, Webhook, WebhookDelivery, WebhookStatus } from "@slipway/contract";
import type { DeliveryRow } from "./delivery-store.js";
import { type EventKey, isMlflowEvent, nameOf, toWireEvent } from "./webhook-event.js";
import type { WebhookRow } from "./webhook-store.js";

/** A webhook as the wire has it. */
export const toWebhook = (row: WebhookRow, events: readonly EventKey[]): Webhook => ({
  webhook_id: row.webhook_id,
  name: row.name,
  description: row.description || undefined,
  url: row.url,
  events: events.filter(isMlflowEvent).map(toWireEvent),
  status: row.status as WebhookStatus,
  creation_timestamp: row.creation_timestamp ?? 0,
  last_updated_timestamp: row.last_updated_timestamp ?? 0,
  subscriptions: events.every(isMlflowEvent) ? [] : events.map(nameOf),
});

/** A delivery as the wire has it. */
export const toDelivery = (row: DeliveryRow): WebhookDelivery => ({
  delivery_id: row.delivery_id,
  webhook_id: row.webhook_id,
  event: nameOf(row),
  status: row.status as DeliveryStatus,
  attempts: row.attempts,
  response_status: row.response_status ?? undefined,
  response_body: row.response_body ?? undefined,
  error_message: row.error_message ?? undefined,
  created_at: row.created_at,
  updated_at: row.updated_at,
  next_attempt_at: row.status === "PENDING" ? row.due_at : undefined,
  payload: row.body,
});
