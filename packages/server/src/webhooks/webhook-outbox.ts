import { randomUUID } from "node:crypto";
import type { WebhookEventName } from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import { insertDelivery } from "./delivery-store.js";
import { type EventData, encodePayload } from "./payload.js";
import { keyOf } from "./webhook-event.js";
import { selectSubscribers } from "./webhook-store.js";

/**
 * Queues deliveries in the transaction of the change that they tell of: what is committed is delivered, whatever
 * becomes of this process, and what is rolled back is not.
 */
export class WebhookOutbox {
  private queued = 0;

  constructor(private readonly dialect: Database["dialect"]) {}

  /** Queues an event for every active webhook that subscribes to it. */
  async emit(tx: Db, event: WebhookEventName, data: EventData): Promise<void> {
    const key = keyOf(event);
    const subscribers = await selectSubscribers(tx, this.dialect, key);
    if (subscribers.length === 0) return;
    const body = encodePayload(event, data);
    const time = Date.now();
    for (const webhook_id of subscribers)
      await insertDelivery(tx, {
        delivery_id: randomUUID(),
        webhook_id,
        ...key,
        body,
        status: "PENDING",
        due_at: time,
        attempts: 0,
        failures: 0,
        created_at: time,
        updated_at: time,
      });
    this.queued += 1;
  }

  /** The same database, which calls `wake` once a write that queued something is committed. */
  watch(database: Database, wake: () => void): Database {
    const write: Database["write"] = async (work) => {
      const before = this.queued;
      const result = await database.write(work);
      if (this.queued !== before) wake();
      return result;
    };
    const { dialect, read, scan } = database;
    return { dialect, read, scan, write, close: () => database.close() };
  }
}
