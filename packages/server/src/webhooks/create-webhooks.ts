import type { Database } from "../database/database.js";
import { findRegisteredModelTag } from "../registered-models/require-registered-model.js";
import { DeliveryService } from "./delivery-service.js";
import { DeliveryWorker } from "./delivery-worker.js";
import { RegistryEvents } from "./registry-events.js";
import { RunEvents } from "./run-events.js";
import { WebhookOutbox } from "./webhook-outbox.js";
import { WebhookSecrets } from "./webhook-secrets.js";
import { WebhookService } from "./webhook-service.js";
import type { WebhookSettings } from "./webhook-settings.js";

/** The parts of webhooks that other rooms use. */
export interface Webhooks {
  /** The database whose writes set off deliveries. */
  database: Database;
  registryEvents: RegistryEvents;
  runEvents: RunEvents;
  service: WebhookService;
  deliveries: DeliveryService;
  /** Not yet started. */
  worker: DeliveryWorker;
}

/** Puts the parts of webhooks together. */
export function createWebhooks(database: Database, settings: WebhookSettings): Webhooks {
  const outbox = new WebhookOutbox(database.dialect);
  const secrets = new WebhookSecrets(settings);
  const worker = new DeliveryWorker({ database, settings, secrets });
  const wake = () => worker.wake();
  return {
    database: outbox.watch(database, wake),
    registryEvents: new RegistryEvents({ outbox, findModelTag: findRegisteredModelTag }),
    runEvents: new RunEvents(outbox),
    service: new WebhookService({ database, settings, secrets }),
    deliveries: new DeliveryService({ database, wake }),
    worker,
  };
}
