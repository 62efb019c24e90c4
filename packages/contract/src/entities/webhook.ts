import type { Static } from "typebox";
import { Enum, Flag, Int32, Int64, List, Maybe, Message, Text } from "../wire/scalars.js";

export const WEBHOOK_STATUSES = { ACTIVE: 1, DISABLED: 2 } as const;
export type WebhookStatus = keyof typeof WEBHOOK_STATUSES;

/** What MLflow's events happen to. */
export const WEBHOOK_ENTITIES = {
  REGISTERED_MODEL: 1,
  MODEL_VERSION: 2,
  MODEL_VERSION_TAG: 3,
  MODEL_VERSION_ALIAS: 4,
  PROMPT: 5,
  PROMPT_VERSION: 6,
  PROMPT_TAG: 7,
  PROMPT_VERSION_TAG: 8,
  PROMPT_ALIAS: 9,
  BUDGET_POLICY: 10,
} as const;

/** What happens to them. */
export const WEBHOOK_ACTIONS = { CREATED: 1, UPDATED: 2, DELETED: 3, SET: 4, EXCEEDED: 5 } as const;

/** One of MLflow's events. */
export const WebhookEvent = Message({ entity: Enum(WEBHOOK_ENTITIES), action: Enum(WEBHOOK_ACTIONS) });
export type WebhookEvent = Static<typeof WebhookEvent>;

/** MLflow's events as dotted names, as its Python client writes them. */
export const MLFLOW_EVENTS = [
  "registered_model.created",
  "model_version.created",
  "model_version_tag.set",
  "model_version_tag.deleted",
  "model_version_alias.created",
  "model_version_alias.deleted",
  "prompt.created",
  "prompt_version.created",
  "prompt_tag.set",
  "prompt_tag.deleted",
  "prompt_version_tag.set",
  "prompt_version_tag.deleted",
  "prompt_alias.created",
  "prompt_alias.deleted",
  "budget_policy.exceeded",
] as const;

/** Events that MLflow has no name for. */
export const SLIPWAY_EVENTS = [
  "model_version_stage.transitioned",
  "champion.promoted",
  "champion.rolled_back",
  "champion.held",
  "champion.resumed",
  "run.finished",
  "run.failed",
  "run.killed",
] as const;

/** Every event that a webhook can subscribe to, as `entity.action`. */
export const WEBHOOK_EVENTS = [...MLFLOW_EVENTS, ...SLIPWAY_EVENTS] as const;
export type WebhookEventName = (typeof WEBHOOK_EVENTS)[number];

/** A subscription to events. Its secret is never told. */
export const Webhook = Message({
  webhook_id: Text(),
  name: Text(),
  description: Maybe(Text()),
  url: Text(),
  /** MLflow's events among its subscriptions. */
  events: List(WebhookEvent),
  status: Enum(WEBHOOK_STATUSES),
  creation_timestamp: Int64(),
  last_updated_timestamp: Int64(),
  /** All its events as dotted names, when one of Slipway's own is among them; MLflow's clients do not look at it. */
  subscriptions: List(Text()),
});
export type Webhook = Static<typeof Webhook>;

/** The names of a webhook's events. */
export const eventsOf = ({ events, subscriptions }: Pick<Webhook, "events" | "subscriptions">): string[] =>
  subscriptions.length > 0
    ? subscriptions
    : events.map(({ entity, action }) => `${entity}.${action}`.toLowerCase());

/** What a receiver made of a test. */
export const WebhookTestResult = Message({
  success: Flag(),
  response_status: Maybe(Int32()),
  response_body: Maybe(Text()),
  error_message: Maybe(Text()),
});
export type WebhookTestResult = Static<typeof WebhookTestResult>;

export const DELIVERY_STATUSES = { PENDING: 1, DELIVERED: 2, FAILED: 3 } as const;
export type DeliveryStatus = keyof typeof DELIVERY_STATUSES;

/** One event on its way to one webhook. Times in milliseconds since the epoch. */
export const WebhookDelivery = Message({
  /** Also the header X-MLflow-Delivery-Id: the same at every attempt. */
  delivery_id: Text(),
  webhook_id: Text(),
  event: Text(),
  status: Enum(DELIVERY_STATUSES),
  /** How often it was sent. */
  attempts: Int32(),
  /** Of the last attempt that was answered. */
  response_status: Maybe(Int32()),
  /** How that answer begins. */
  response_body: Maybe(Text()),
  /** Why the last attempt failed. */
  error_message: Maybe(Text()),
  created_at: Int64(),
  updated_at: Int64(),
  /** When it is sent next; only while it is pending. */
  next_attempt_at: Maybe(Int64()),
  /** What is sent. */
  payload: Text(),
});
export type WebhookDelivery = Static<typeof WebhookDelivery>;
