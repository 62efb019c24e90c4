import type { endpoints } from "@slipway/contract";
import type { Handlers } from "../http/handlers.js";
import type { DeliveryService } from "./delivery-service.js";
import type { WebhookService } from "./webhook-service.js";

export const webhookRoutes = (
  webhooks: WebhookService,
  deliveries: DeliveryService,
): Handlers<typeof endpoints.webhooks> => ({
  create: async (request) => ({ webhook: await webhooks.create(request) }),
  list: (request) => webhooks.list(request),
  get: async ({ webhook_id }) => ({ webhook: await webhooks.get(webhook_id) }),
  update: async (request) => ({ webhook: await webhooks.update(request) }),
  delete: async ({ webhook_id }) => {
    await webhooks.delete(webhook_id);
    return {};
  },
  test: async (request) => ({ result: await webhooks.test(request) }),
  listDeliveries: (request) => deliveries.list(request),
  redeliver: (request) => deliveries.redeliver(request),
});
