import { endpoint } from "../endpoint.js";
import { PageToken } from "../entities/page.js";
import {
  WEBHOOK_STATUSES,
  Webhook,
  WebhookDelivery,
  WebhookEvent,
  WebhookTestResult,
} from "../entities/webhook.js";
import { Enum, Flag, Int32, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

const access = { resource: "server", needs: "MANAGE" } as const;
const Answer = Message({ webhook: Webhook });
const webhook_id = Required();

/**
 * MLflow's webhooks, and the log of what was delivered. `subscriptions` names events with dots, Slipway's own
 * included, and replaces all that the webhook had; `events` replaces MLflow's alone.
 */
export const webhooks = {
  create: endpoint({
    name: "webhooks.create",
    method: "POST",
    path: "/mlflow/webhooks",
    access,
    request: Message({
      name: Required(),
      description: Maybe(Text()),
      url: Required(),
      events: List(WebhookEvent),
      secret: Maybe(Text()),
      status: Maybe(Enum(WEBHOOK_STATUSES)),
      subscriptions: List(Text()),
    }),
    response: Answer,
  }),
  list: endpoint({
    name: "webhooks.list",
    method: "GET",
    path: "/mlflow/webhooks",
    access,
    request: Message({
      max_results: Int32({ default: 100 }),
      page_token: PageToken,
      /** Also those that have only events of Slipway's own, which MLflow's clients cannot read. */
      include_all: Flag({ default: false }),
    }),
    response: Message({ webhooks: List(Webhook), next_page_token: PageToken }),
  }),
  get: endpoint({
    name: "webhooks.get",
    method: "GET",
    path: "/mlflow/webhooks/:webhook_id",
    access,
    request: Message({ webhook_id }),
    response: Answer,
  }),
  update: endpoint({
    name: "webhooks.update",
    method: "PATCH",
    path: "/mlflow/webhooks/:webhook_id",
    access,
    request: Message({
      webhook_id,
      name: Maybe(Text()),
      description: Maybe(Text()),
      url: Maybe(Text()),
      events: List(WebhookEvent),
      secret: Maybe(Text()),
      status: Maybe(Enum(WEBHOOK_STATUSES)),
      subscriptions: List(Text()),
    }),
    response: Answer,
  }),
  delete: endpoint({
    name: "webhooks.delete",
    method: "DELETE",
    path: "/mlflow/webhooks/:webhook_id",
    access,
    request: Message({ webhook_id }),
    response: Empty,
  }),
  test: endpoint({
    name: "webhooks.test",
    method: "POST",
    path: "/mlflow/webhooks/:webhook_id/test",
    access,
    request: Message({ webhook_id, event: Maybe(WebhookEvent), subscription: Maybe(Text()) }),
    response: Message({ result: WebhookTestResult }),
  }),
  listDeliveries: endpoint({
    name: "webhooks.listDeliveries",
    method: "GET",
    path: "/webhooks/:webhook_id/deliveries",
    prefix: "slipway",
    access,
    request: Message({ webhook_id, max_results: Int32({ default: 100 }), page_token: PageToken }),
    /** Newest first. */
    response: Message({ deliveries: List(WebhookDelivery), next_page_token: PageToken }),
  }),
  redeliver: endpoint({
    name: "webhooks.redeliver",
    method: "POST",
    path: "/webhooks/:webhook_id/deliveries/:delivery_id/redeliver",
    prefix: "slipway",
    access,
    request: Message({ webhook_id, delivery_id: Required() }),
    response: Message({ delivery: WebhookDelivery }),
  }),
};
