import { ApiError, type endpoints, LIMITS, type RequestOf, type ResponseOf } from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import { cutPage, readPage } from "../searching/page.js";
import * as store from "./delivery-store.js";
import { toDelivery } from "./webhook-entity.js";
import { requireWebhook } from "./webhook-service.js";

type Calls = typeof endpoints.webhooks;

export interface DeliveryDependencies {
  database: Database;
  /** Tells the worker that something is due. */
  wake(): void;
}

/** The log of what was sent to webhooks. It outlives them. */
export class DeliveryService {
  private readonly database: Database;

  constructor(private readonly dependencies: DeliveryDependencies) {
    this.database = dependencies.database;
  }

  async list(request: RequestOf<Calls["listDeliveries"]>): Promise<ResponseOf<Calls["listDeliveries"]>> {
    const { read } = this.database;
    const { webhook_id, max_results, page_token } = request;
    const page = readPage(max_results, LIMITS.pages.webhookDeliveries, page_token);
    const { rows, next_page_token } = cutPage(await store.selectDeliveries(read, webhook_id, page), page);
    if (rows.length === 0) await requireWebhook(read, webhook_id);
    return { deliveries: rows.map(toDelivery), next_page_token };
  }

  /** Sends a delivery again, under the same id. One that is still to be sent is sent now. */
  async redeliver(request: RequestOf<Calls["redeliver"]>): Promise<ResponseOf<Calls["redeliver"]>> {
    const { webhook_id, delivery_id } = request;
    const delivery = await this.database.write(async (tx) => {
      await requireWebhook(tx, webhook_id);
      await requireDelivery(tx, webhook_id, delivery_id);
      await store.requeueDelivery(tx, delivery_id, Date.now());
      return requireDelivery(tx, webhook_id, delivery_id);
    });
    this.dependencies.wake();
    return { delivery: toDelivery(delivery) };
  }
}

async function requireDelivery(db: Db, webhook: string, id: string): Promise<store.DeliveryRow> {
  const row = await store.findDelivery(db, webhook, id);
  if (row) return row;
  throw new ApiError("RESOURCE_DOES_NOT_EXIST", `Webhook ${webhook} has no delivery with ID ${id}.`);
}
